import {
  type Ack,
  COMMANDS,
  type CommandName,
  ERRORS,
  MEDIA_COMMANDS,
  type MediaCommandName,
  type RateLimit,
} from '@lectern/protocol'
import type { Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Cast } from '../commands/Cast.ts'
import type { Client } from '../commands/Client.ts'
import { COMMAND_ROWS } from '../commands/commandRows.ts'
import { SFU_SECRET, SfuProcess } from '../media/SfuProcess.ts'
import { mintToken } from '../support/mintToken.ts'
import { TestEngine } from '../support/TestEngine.ts'
import { OPCODE, WireSocket } from '../support/WireSocket.ts'
import { MEDIA_INPUTS } from './mediaInputs.ts'

let engine: TestEngine
let cast: Cast

beforeAll(async () => {
  const sfu = await SfuProcess.start()
  engine = await TestEngine.start({ sfu: { url: sfu.url, secret: SFU_SECRET } })
})
beforeEach(() => {
  cast = new Cast(engine.url)
})
afterEach(() => cast.close())
afterAll(async () => {
  await engine.stop()
  await SfuProcess.endAll()
})

interface Command {
  event: string
  input: unknown
  rate: RateLimit
  /** Somebody who may, with everything as it has to be. */
  caller: () => Promise<Client>
}

const classCommands = (Object.keys(COMMANDS) as CommandName[]).map((name): [string, Command] => {
  const { name: event, rate, action } = COMMANDS[name]
  const row = COMMAND_ROWS[name]
  const caller = async () => {
    const client = await (action === null ? cast.sam : cast.ada)
    await row.prepare?.(cast, client)
    return client
  }
  return [name, { event, input: row.input, rate, caller }]
})
const mediaCommands = (Object.keys(MEDIA_COMMANDS) as MediaCommandName[]).map((name): [string, Command] => {
  const { name: event, rate } = MEDIA_COMMANDS[name]
  return [`media ${name}`, { event, input: MEDIA_INPUTS[name], rate, caller: () => cast.sam }]
})
const commands = [...classCommands, ...mediaCommands]

const deep = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
/** Values of every kind that JSON has, and some that it is asked to have. */
const CONFUSING: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.NaN,
  '',
  '__proto__',
  'x'.repeat(100_000),
  '\u0000\ud800\u202e',
  [],
  [[], [null]],
  {},
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
  { toString: 'no function', length: -1 },
  deep(20),
  deep(300),
]

/** In place of everything, and in place of each field. */
function confused(input: unknown): unknown[] {
  const fields = typeof input === 'object' && input !== null ? Object.keys(input) : []
  return CONFUSING.flatMap((value) => [value, ...fields.map((field) => ({ ...(input as object), [field]: value }))])
}

const send = (socket: Socket, event: unknown, ...payload: unknown[]): Promise<Ack<unknown>> =>
  socket.timeout(20_000).emitWithAck(event as string, ...payload)

function expectTyped(ack: Ack<unknown>): void {
  if (ack.ok) return
  expect(ERRORS[ack.error.code]).toBeDefined()
  expect(ack.error.code).not.toBe('INTERNAL')
}

/** Others go on as if nothing were. */
async function expectUnharmed(client: Client): Promise<void> {
  expect(await client.ask('react', { kind: 'clap' })).toMatchObject({ ok: true })
}

describe.each(commands)('%s', (_name, { event, input, rate, caller }) => {
  test('[CM2] with values of any other type: done, or refused with a typed reason', async () => {
    const [sam, oda] = [await cast.sam, await cast.oda]
    const acks = await Promise.all(confused(input).map((value) => send(sam.socket, event, value)))
    for (const ack of acks) expectTyped(ack)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    await expectUnharmed(oda)
  })

  test('[CM2] at ten times its rate: the rest is refused with the time to wait, and others go on', async () => {
    const [client, oda] = [await caller(), await cast.oda]
    const started = performance.now()
    const sent = Array.from({ length: 10 * rate.burst }, () => send(client.socket, event, input).catch(() => undefined))
    const unharmed = event === COMMANDS.endClass.name ? Promise.resolve() : expectUnharmed(oda)
    const acks = await Promise.all(sent)
    await unharmed
    const refilled = (rate.perSecond * (performance.now() - started)) / 1000
    const limited = acks.filter((ack) => ack && !ack.ok && ack.error.code === 'RATE_LIMITED')
    expect(limited.length).toBeGreaterThanOrEqual(9 * rate.burst - refilled - 1)
    for (const ack of limited) expect(ack).toMatchObject({ error: { retryAfterMs: expect.any(Number) } })
  })
})

describe('replayed and out of order', () => {
  const idempotent = [
    ['sendChat', 'sam'],
    ['sendPrivate', 'sam'],
    ['openPoll', 'ada'],
    ['addPage', 'ada'],
  ] as const
  test.each(idempotent)('[CM4] %s is done once, on the connection and on the next one', async (name, who) => {
    const client = await cast[who]
    await cast.kim
    const input = { ...COMMAND_ROWS[name].input, id: 'message-1' }
    const first = await client.do(name, input)
    expect(await Promise.all([client.do(name, input), client.do(name, input)])).toEqual([first, first])
    const seq = (await engine.engine.log.info(cast.room)).seq
    const again = await cast.join(who, who === 'ada' ? 'instructor' : 'student')
    const joined = (await engine.engine.log.info(cast.room)).seq
    expect(await again.do(name, input)).toEqual(first)
    expect((await engine.engine.log.info(cast.room)).seq).toBe(joined)
    expect(joined - seq).toBeLessThan(4)
  })

  test("[CM4] an id that is somebody else's says so and changes nothing", async () => {
    const [sam, kim] = [await cast.sam, await cast.kim]
    await sam.do('sendChat', { id: 'message-1', text: 'Mine' })
    expect(await kim.ask('sendChat', { id: 'message-1', text: 'No, mine' })).toMatchObject({
      error: { code: 'CONFLICT' },
    })
    expect(await kim.ask('editChat', { id: 'message-1', text: 'Mine' })).toMatchObject({
      error: { code: 'NOT_ALLOWED' },
    })
    expect(await kim.ask('deleteChat', { id: 'message-1' })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
  })

  test('what comes before what it is about is refused, and fine when it comes again', async () => {
    const [ada, sam] = [await cast.ada, await cast.sam]
    const poll = COMMAND_ROWS.openPoll.input
    const [early, ...acks] = await Promise.all([
      sam.ask('vote', { id: poll.id, options: [0] }),
      sam.ask('editChat', { id: 'message-1', text: 'Edited' }),
      sam.ask('reactToChat', { id: 'message-1', kind: 'heart', on: true }),
      ada.ask('closePoll', { id: poll.id }),
    ])
    for (const ack of [early, ...acks]) expect(ack).toMatchObject({ error: { code: 'NOT_FOUND' } })
    await ada.do('openPoll', poll)
    await sam.do('vote', { id: poll.id, options: [0] })
    await ada.do('closePoll', { id: poll.id })
    expect(await sam.ask('vote', { id: poll.id, options: [1] })).toMatchObject({ ok: false })
  })
})

describe('what is no command', () => {
  test.each(['', '__proto__', 'constructor', 'x'.repeat(10_000), 'class:join ', 7])(
    'event %j: NOT_FOUND',
    async (event) => {
      const sam = await cast.sam
      expect(await send(sam.socket, event, {})).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    },
  )

  test('[CM9] bytes end the connection, and say why', async () => {
    const [sam, oda] = [await cast.sam, await cast.oda]
    sam.socket.emit('hand:raise', { raised: new Uint8Array(10) })
    expect(await sam.told('class:closed')).toMatchObject({ code: 'BAD_REQUEST' })
    await sam.closed()
    await expectUnharmed(oda)
  })

  test('[CM9] packets without end end the connection, and say why', async () => {
    const [sam, oda] = [await cast.sam, await cast.oda]
    for (let n = 0; n < 3000; n += 1) sam.socket.emit('no:such')
    expect(await sam.told('class:closed')).toMatchObject({ code: 'RATE_LIMITED' })
    await sam.closed()
    await expectUnharmed(oda)
  })

  /** A bare connection at engine.io, of somebody whose token is good. */
  async function bare(): Promise<WireSocket> {
    const socket = await new WireSocket(engine.port).connected()
    await socket.upgrade('/socket.io/?EIO=4&transport=websocket')
    const token = await mintToken({ room: cast.room, sub: 'eve' })
    await socket.untilFrame(OPCODE.text)
    socket.send({ opcode: OPCODE.text, payload: Buffer.from(`40${JSON.stringify({ token })}`) })
    await socket.until((text) => text.includes('40{"sid"'))
    return socket
  }

  const ended: [what: string, packet: string][] = [
    ['no packet of engine.io', 'x'],
    ['no packet of socket.io', '49'],
    ['an event that is no list', '42{"a":1}'],
    ['an event of the library itself', '42["disconnect"]'],
    ['another one', '42["connect_error",{}]'],
    ['half of an event', '42["hand:raise",{'],
    ['a list nested without end', `42["hand:raise",${'['.repeat(200_000)}`],
    ['attachments without number', '45-["hand:raise"]'],
    ['more attachments than anybody has', '4599999999-["hand:raise",{"_placeholder":true,"num":0}]'],
    ['an attachment that does not come', '451-["hand:raise",{"_placeholder":true,"num":0}]42["class:join",{}]'],
    ['more than a packet may hold', `42["hand:raise","${'x'.repeat(300_000)}"]`],
  ]
  test.each(ended)('%s ends its connection only', async (_what, packet) => {
    const [socket, oda] = [await bare(), await cast.oda]
    socket.send({ opcode: OPCODE.text, payload: Buffer.from(packet) })
    // What waits for more than came is ended by what comes next.
    socket.send({ opcode: OPCODE.text, payload: Buffer.from('42["class:join"]') })
    await socket.closed()
    await expectUnharmed(oda)
  })

  const answered: [what: string, packets: string[], answer: string][] = [
    ['an event without a name', ['42', '426["class:join"]'], '436[{"ok":true'],
    ['acks that nobody asked for', ['431[1]', '43999999999999[{"ok":true}]', '427["class:join"]'], '437[{"ok":true'],
    ['one ack id for all', ['421["class:join"]', '421["class:join"]'], '431[{"ok":true'],
    ['an ack id beyond all numbers', [`42${'9'.repeat(400)}["class:join"]`, '425["class:join"]'], '435[{"ok":true'],
    ['a list nested too deep', [`428["hand:raise",${'['.repeat(1000)}${']'.repeat(1000)}]`], '"code":"BAD_REQUEST"'],
    ['more arguments than one', ['429["class:join",{},1,2,{"a":[]}]'], '439[{"ok":true'],
  ]
  test.each(answered)('%s harm nobody', async (_what, packets, answer) => {
    const [socket, oda] = [await bare(), await cast.oda]
    socket.send({ opcode: OPCODE.text, payload: Buffer.from('420["class:join"]') })
    for (const packet of packets) socket.send({ opcode: OPCODE.text, payload: Buffer.from(packet) })
    await socket.until((text) => text.includes(answer))
    await expectUnharmed(oda)
    socket.close()
  })
})
