import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMMANDS, MEDIA_COMMANDS, type Role } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { freePort } from '../../scripts/support/freePort.ts'
import { RedisServer } from '../../scripts/support/RedisServer.ts'
import { SFU_SECRET, SfuProcess } from './media/SfuProcess.ts'
import { Chatter } from './support/Chatter.ts'
import { CommandClient } from './support/CommandClient.ts'
import { EngineProcess } from './support/EngineProcess.ts'
import { mintToken } from './support/mintToken.ts'
import { RawClient } from './support/RawClient.ts'
import { StockClient } from './support/StockClient.ts'
import { until } from './support/until.ts'

// Several processes start in each of these.
vi.setConfig({ testTimeout: 90_000 })

/** An engine's process, and its internal port. */
interface Engine {
  process: EngineProcess
  internal: number
}

let folder: string
let redis: RedisServer
let engines: Engine[]
const open: { close(): void }[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-cluster-'))
  redis = await RedisServer.start()
  engines = []
})
afterEach(async () => {
  for (const client of open.splice(0)) client.close()
  await Promise.all(engines.map(({ process }) => process.stop('SIGKILL')))
  await SfuProcess.endAll()
  await redis.stop()
  await rm(folder, { recursive: true })
})

async function startEngine(port: number, env: Record<string, string> = {}): Promise<Engine> {
  const internal = await freePort()
  const engine = { process: new EngineProcess(folder, port), internal }
  engines.push(engine)
  await engine.process.start({
    LECTERN_REDIS_URL: redis.url,
    LECTERN_CLUSTER_SECRET: 'links between engines, in the tests of deaths',
    LECTERN_ENGINE_ID: `engine-${internal}`,
    LECTERN_ENGINE_INTERNAL_PORT: String(internal),
    ...env,
  })
  return engine
}

const keep = <Client extends { close(): void }>(client: Client): Client => {
  open.push(client)
  return client
}
const token = (sub: string, role: Role = 'instructor') => mintToken({ sub, role })
const stock = async (port: number, document: string, sub: string) =>
  keep(new StockClient(`ws://127.0.0.1:${port}/sync/room`, document, await token(sub)))
const raw = async (port: number, document: string, sub: string) =>
  keep(new RawClient(`ws://127.0.0.1:${port}/sync/room/${document}?token=${await token(sub)}`)).sync()

async function gauge({ internal }: Engine, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${internal}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1])
}
/** Of the one room there is. */
async function leaders(): Promise<Engine[]> {
  const counts = await Promise.all(engines.map((each) => gauge(each, 'lectern_engine_rooms').catch(() => 0)))
  return engines.filter((_, index) => counts[index] === 1)
}

const chatter = async (port: number, sub: string): Promise<Chatter> => {
  const options = { reconnection: true, reconnectionDelay: 100, reconnectionDelayMax: 300 }
  return new Chatter(keep(new CommandClient(`http://127.0.0.1:${port}`, { token: await token(sub) }, options)))
}

/** ms until the provider is synced anew, from now. */
async function back(client: StockClient): Promise<number> {
  const started = performance.now()
  if (client.provider.wsconnected) await until(client.provider as never, 'status', () => !client.provider.wsconnected)
  await client.synced()
  return performance.now() - started
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

describe('kill -9', () => {
  test('of the leader: all are back by themselves, one engine leads on, and nothing acknowledged is lost', async () => {
    const port = await freePort()
    await Promise.all([startEngine(port), startEngine(port), startEngine(port)])
    const boards = await Promise.all(Array.from({ length: 10 }, (_, n) => stock(port, 'board/1', `p${n}`)))
    const chatters = await Promise.all(Array.from({ length: 4 }, (_, n) => chatter(port, `c${n}`)))
    await Promise.all([...boards.map((each) => each.synced()), ...chatters.map((each) => each.joined(1))])
    const leader = (await leaders())[0]!
    for (const [n, board] of boards.entries()) board.records.set(`shape:${n}`, { n })
    const watching = boards[0]!
    await watching.until(() => watching.records.size === boards.length)
    const ids = (n: number, from: number) => [0, 1, 2, 3].map((k) => `message-${n}-${from + k}`)
    await Promise.all(chatters.flatMap((each, n) => ids(n, 0).map((id) => each.send(id))))
    // Seen by another: acknowledged. What is under way in the moment of the death may be, or may be not.
    for (const [n, board] of boards.entries()) board.records.set(`late:${n}`, { n })
    const underWay = chatters.map((each, n) => Promise.all(ids(n, 4).map((id) => each.insist(id))))
    const seen = new Set(watching.records.keys())
    const backAfter = boards.map(back)
    const started = performance.now()
    await leader.process.stop('SIGKILL')
    const times = await Promise.all(backAfter)
    await Promise.all(chatters.map((each) => each.joined(2)))
    const commandsMs = performance.now() - started
    await Promise.all(underWay)
    const [p50, max] = [median(times), Math.max(...times)].map(Math.round)
    console.log(
      `after kill -9 of the leader: boards back p50 ${p50} ms, max ${max} ms; commands ${Math.round(commandsMs)} ms (goal 1000)`,
    )
    expect(max).toBeLessThan(30_000)
    const acknowledged = chatters.flatMap((each) => each.acknowledged)
    await Promise.all(boards.map((each) => each.until(() => each.records.size === 2 * boards.length)))
    for (const key of seen) for (const board of boards) expect(board.records.has(key)).toBe(true)
    for (const board of boards) expect(board.records.toJSON()).toEqual(watching.records.toJSON())
    const chat = await raw(port, 'chat/0', 'reader')
    const messages = chat.doc.getMap('messages')
    for (const id of acknowledged) expect(messages.has(id)).toBe(true)
    expect([...messages.values()].map((each) => (each as { n: number }).n).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: messages.size }, (_, n) => n + 1),
    )
    expect(await leaders()).toHaveLength(1)
  })

  test('of an engine that only passes the room on: the others do not notice', async () => {
    const grace = { LECTERN_ENGINE_PRESENCE_GRACE_MS: '300' }
    const [a, b] = [await startEngine(await freePort(), grace), await startEngine(await freePort(), grace)]
    const here = await stock(a.process.port, 'board/1', 'ada')
    await here.synced()
    const there = await raw(b.process.port, 'board/1', 'sam')
    let cuts = 0
    here.provider.on('connection-close', () => {
      cuts += 1
    })
    there.edit((doc) => doc.getMap('records').set('shape:sam', 1), new Y.Doc())
    await here.until(() => here.records.has('shape:sam'))
    await b.process.stop('SIGKILL')
    const stage = await stock(a.process.port, 'stage', 'ada')
    await stage.until(() => (stage.doc.getMap('people').get('sam') as { presence: string })?.presence === 'away')
    here.records.set('shape:ada', 2)
    const again = await raw(a.process.port, 'board/1', 'sam')
    await again.until(() => again.doc.getMap('records').has('shape:ada'))
    expect(cuts).toBe(0)
  })
})

test('a leader that hangs is taken for gone, and acknowledges nothing when it goes on', async () => {
  const [a, b] = [await startEngine(await freePort()), await startEngine(await freePort())]
  const ada = await raw(a.process.port, 'board/1', 'ada')
  const command = keep(new CommandClient(`http://127.0.0.1:${a.process.port}`, { token: await token('ada') }))
  await command.connected()
  await command.join()
  const sam = await stock(b.process.port, 'board/1', 'sam')
  await sam.synced()
  process.kill(a.process.pid, 'SIGSTOP')
  const away = await back(sam)
  console.log(`a leader that hangs was replaced after ${Math.round(away)} ms`)
  sam.records.set('shape:sam', 1)
  const watching = await raw(b.process.port, 'board/1', 'kim')
  await watching.until(() => watching.doc.getMap('records').has('shape:sam'))
  const closed = command.told('class:closed')
  const answer = command.call(COMMANDS.sendChat.name, { id: 'message-0001', text: 'to nobody' }).catch(() => undefined)
  ada.edit((doc) => doc.getMap('records').set('shape:lost', 1), new Y.Doc())
  process.kill(a.process.pid, 'SIGCONT')
  expect(await closed).toMatchObject({ code: 'NODE_DRAINING' })
  expect(await ada.closed()).toMatchObject({ reason: 'NODE_DRAINING' })
  expect(await answer).not.toMatchObject({ ok: true })
  expect([...ada.doc.getMap('records').keys()]).toEqual([])
  const again = await raw(a.process.port, 'board/1', 'ada')
  expect([...again.doc.getMap('records').keys()]).toEqual(['shape:sam'])
  expect(await gauge(a, 'lectern_engine_relayed_rooms')).toBe(1)
})

test('media of a class goes on with the engine that leads it next; what the dead one left on the SFU is gone', async () => {
  const sfu = await SfuProcess.start()
  const media = { LECTERN_SFU_URL: sfu.url, LECTERN_SFU_SECRET: SFU_SECRET }
  const [a, b] = [await startEngine(await freePort(), media), await startEngine(await freePort(), media)]
  const join = async ({ process }: Engine, sub: string) => {
    const client = keep(new CommandClient(`http://127.0.0.1:${process.port}`, { token: await token(sub) }))
    await client.connected()
    await client.join()
    await client.do(MEDIA_COMMANDS.open, {})
    return client
  }
  const peers = async () => {
    const text = await (await fetch(`${sfu.url.replace('ws', 'http')}/metrics`)).text()
    return Number(/^lectern_sfu_peers (\d+)$/m.exec(text)?.[1])
  }
  await join(a, 'ada')
  const sam = await join(b, 'sam')
  expect(await peers()).toBe(2)
  const closed = sam.told('class:closed')
  await a.process.stop('SIGKILL')
  expect(await closed).toMatchObject({ code: 'NODE_DRAINING' })
  await join(b, 'sam')
  await join(b, 'ada')
  expect(await peers()).toBe(2)
})
