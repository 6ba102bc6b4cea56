import { COMMANDS, JOIN_TOKEN_SECONDS, JoinClaims, type StageClass } from '@lectern/protocol'
import { jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { JOIN_SECRET, mintToken } from './support/mintToken.ts'
import { TestEngine } from './support/TestEngine.ts'

let engine: TestEngine

beforeEach(async () => {
  engine = await TestEngine.start()
})
afterEach(() => engine.stop())

const ada = { sub: 'ada', role: 'instructor' } as const
const sam = { sub: 'sam', role: 'student' } as const
const now = () => Math.floor(Date.now() / 1000)

describe('connecting', () => {
  test.each([
    ['BAD_TOKEN', { token: 'nonsense' }],
    ['BAD_TOKEN', { token: 7 }],
    ['VERSION_NOT_SUPPORTED', { protocol: 99 }],
    ['VERSION_NOT_SUPPORTED', { protocol: 'newest' }],
  ])('[VE1] %s is told by connect_error (%j)', async (code, auth) => {
    const client = await engine.commands(sam, auth)
    expect(await client.refused()).toMatchObject({ code, message: expect.any(String) })
  })

  test('[VE1] a known version, or none, is fine', async () => {
    await (await engine.commands(sam, { protocol: 1 })).connected()
    await (await engine.commands(sam)).connected()
  })

  test('[TK3] an expired token is told as such', async () => {
    expect(await (await engine.commands({ ...sam, exp: now() - 5 })).refused()).toMatchObject({ code: 'TOKEN_EXPIRED' })
  })

  test('long polling works as well', async () => {
    const { CommandClient } = await import('./support/CommandClient.ts')
    const client = new CommandClient(engine.url, { token: await mintToken(ada) }, { transports: ['polling'] })
    await client.connected()
    expect(await client.join()).toMatchObject({ state: 'joined' })
    client.close()
  })

  test('a page of another origin is refused', async () => {
    const { CommandClient } = await import('./support/CommandClient.ts')
    const options = { extraHeaders: { origin: 'https://evil.test' } }
    const client = new CommandClient(engine.url, { token: await mintToken(ada) }, options)
    await expect(client.connected()).rejects.toThrow()
    client.close()
  })
})

describe('joining', () => {
  test('the reply tells who one is, and a repeat the same', async () => {
    const client = await engine.commands({ ...ada, title: 'Cells' })
    await client.connected()
    const reply = await client.join()
    expect(reply).toMatchObject({
      state: 'joined',
      userId: 'ada',
      role: 'instructor',
      privateMessages: [],
      waiting: [],
    })
    expect(reply).toMatchObject({ media: false, hue: expect.any(Number), now: expect.any(Number) })
    const again = await client.join()
    expect(again).toMatchObject({ peerId: (reply as { peerId: string }).peerId, state: 'joined' })
  })

  test('[TK6] the first instructor names the class, a student who was first has opened it', async () => {
    await engine.joined(sam)
    await engine.joined({ ...ada, title: 'Cells', guestPolicy: 'open' })
    await engine.joined({ sub: 'eve', role: 'instructor', title: 'Mine', guestPolicy: 'deny' })
    const stage = await (await engine.raw('stage', sam)).sync()
    const fields = stage.doc.getMap('class').toJSON() as StageClass
    expect(fields).toMatchObject({ title: 'Cells', guestPolicy: 'open', state: 'live', locks: {} })
  })

  test('[TK4] who is in class gets new tokens, for the same person and room', async () => {
    const client = await engine.commands(sam)
    await client.connected()
    const reply = (await client.join()) as { token: string }
    const { token, expiresAt } = await client.do(COMMANDS.renewToken, {})
    for (const each of [reply.token, token]) {
      const { payload } = await jwtVerify(each, new TextEncoder().encode(JOIN_SECRET))
      expect(JoinClaims.parse(payload)).toMatchObject({ room: 'room', sub: 'sam', role: 'student' })
      expect(payload.exp! - now()).toBeGreaterThan(JOIN_TOKEN_SECONDS - 10)
    }
    expect(expiresAt).toBeGreaterThan(Date.now())
    await engine.rawWithToken('room', 'board/1', token).sync()
  })
})

describe('dispatch', () => {
  test('[CM2] an unknown command is NOT_FOUND', async () => {
    const client = await engine.joined(sam)
    expect(await client.call('class:explode', {})).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })

  test('[CM2] a command before joining is not allowed', async () => {
    const client = await engine.commands(ada)
    await client.connected()
    await expect(client.do(COMMANDS.raiseHand, { raised: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('[CM2] an input that does not fit names its field', async () => {
    const client = await engine.joined(ada)
    const ack = await client.call('poll:open', { id: 'poll-0001', question: 'Which?', kind: 'single', options: ['a'] })
    expect(ack).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST', field: 'options' } })
    expect(await client.call('hand:raise', null)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
  })

  test('[CM2] a command without the right is refused, one that is locked is told so', async () => {
    const teacher = await engine.joined(ada)
    const student = await engine.joined(sam)
    await expect(student.do(COMMANDS.endClass, {})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await teacher.do(COMMANDS.setLocks, { locks: { hands: true } })
    await expect(student.do(COMMANDS.raiseHand, { raised: true })).rejects.toMatchObject({ code: 'LOCKED' })
  })

  test('[CM2] too many at once are told when to come again', async () => {
    const client = await engine.joined(sam)
    const calls = Array.from({ length: 20 }, () => client.call('reaction:send', { kind: 'clap' }))
    const refused = (await Promise.all(calls)).filter((ack) => !ack.ok)
    expect(refused.length).toBeGreaterThanOrEqual(14)
    expect(refused[0]).toMatchObject({ error: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } })
  })

  test('[CM3] the ack comes after the log has what the command changed', async () => {
    const client = await engine.joined(sam)
    const before = (await engine.engine.log.info('room')).seq
    await client.do(COMMANDS.raiseHand, { raised: true })
    expect((await engine.engine.log.info('room')).seq).toBeGreaterThan(before)
  })

  test('a command that nobody waits for an answer to is fine', async () => {
    const client = await engine.joined(sam)
    client.socket.emit('hand:raise', { raised: true })
    client.socket.emit('class:explode')
    const stage = await (await engine.raw('stage', sam)).sync()
    await stage.until(() => stage.doc.getMap('hands').has('sam'))
  })
})

describe('the end of a class', () => {
  test('[SY11] everybody is told, every door is closed, the log is sealed and kept', async () => {
    const teacher = await engine.joined(ada)
    const student = await engine.joined(sam)
    const socket = await (await engine.raw('board/1', sam)).sync()
    const closed = student.closed()
    await teacher.do(COMMANDS.endClass, {})
    expect(await student.told('class:closed')).toMatchObject({ code: 'CLASS_ENDED' })
    await closed
    expect(await socket.closed()).toMatchObject({ reason: 'CLASS_ENDED' })
    expect(await (await engine.commands(ada)).refused()).toMatchObject({ code: 'CLASS_ENDED' })
    expect(await (await engine.raw('board/1', ada)).closed()).toMatchObject({ reason: 'CLASS_ENDED' })
    await expect.poll(() => engine.engine.log.info('room')).toMatchObject({ sealed: true })
    const entries = await Array.fromAsync(engine.engine.log.read('room', { from: 1 }))
    const happened = entries.flatMap((each) => (each.kind === 'doc' ? [] : [`${each.actor} ${each.payload.type}`]))
    expect(happened.slice(-3)).toEqual(['ada leave', 'sam leave', 'ada ended'])
  })

  test('[LG4] it stays ended after a restart', async () => {
    const teacher = await engine.joined(ada)
    await teacher.do(COMMANDS.endClass, {})
    await engine.restart()
    expect(await (await engine.commands(ada)).refused()).toMatchObject({ code: 'CLASS_ENDED' })
  })
})
