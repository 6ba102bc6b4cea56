import { COMMANDS } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CommandClient } from '../support/CommandClient.ts'
import type { StockClient } from '../support/StockClient.ts'
import { TestCluster } from '../support/TestCluster.ts'
import type { TestEngine } from '../support/TestEngine.ts'

const PATIENCE = { timeout: 20_000, interval: 50 }
const ada = { sub: 'ada', role: 'instructor' } as const

let cluster: TestCluster
let engine: TestEngine
let teacher: CommandClient
let one: StockClient
let two: StockClient
let cuts: number

beforeEach(async () => {
  cluster = await TestCluster.start()
  engine = await cluster.engine()
  teacher = await engine.joined(ada)
  one = await engine.synced('board/1', ada)
  two = await engine.synced('board/1', ada)
  one.records.set('before', 1)
  await two.until(() => two.records.has('before'))
  cuts = 0
  for (const { provider } of [one, two]) provider.on('connection-close', () => (cuts += 1))
})
afterEach(() => cluster.stop())

const readiness = async (): Promise<{ ok: boolean; reason?: string }> =>
  (await fetch(`${engine.url}/readyz`)).json() as Promise<{ ok: boolean; reason?: string }>
const isTold = async (reason: RegExp) =>
  vi.waitFor(async () => expect((await readiness()).reason).toMatch(reason), PATIENCE)

/** Draws and speaks while nothing can be made durable, and gives the answer to what was said. */
function goOn(): Promise<unknown> {
  one.records.set('meanwhile', 2)
  return teacher.do(COMMANDS.sendChat, { id: 'message-0001', text: 'Can you see this?' })
}

async function expectAllThere(said: Promise<unknown>): Promise<void> {
  await two.until(() => two.records.has('meanwhile'))
  await said
  expect(await readiness()).toMatchObject({ ok: true })
  expect(cuts).toBe(0)
  one.records.set('after', 3)
  await two.until(() => two.records.has('after'))
}

/** Another engine, which knows only what Redis has. */
async function expectSameElsewhere(room = 'room'): Promise<void> {
  const board = one.records.toJSON()
  await engine.engine.close()
  const other = await cluster.engine()
  const reader = await other.synced('board/1', { ...ada, room })
  expect(reader.records.toJSON()).toEqual(board)
  const chat = await other.synced('chat/0', { ...ada, room })
  expect([...chat.doc.getMap('messages').keys()]).toEqual(['message-0001'])
}

describe('while Redis is away', () => {
  test('paused: people go on, are told that nothing is saved, and all is saved once it is back', async () => {
    cluster.redis.pause()
    const said = goOn()
    await isTold(/Redis/)
    expect(two.records.has('meanwhile')).toBe(false)
    cluster.redis.resume()
    await expectAllThere(said)
    await expectSameElsewhere()
  })

  test('killed: people go on, and all is saved once it is back with its data', async () => {
    await cluster.redis.kill()
    const said = goOn()
    await isTold(/Redis/)
    await cluster.redis.start()
    await expectAllThere(said)
    expect((await engine.engine.log.info('room')).firstSeq).toBeUndefined()
    await expectSameElsewhere()
  })

  test('killed, and back without its data: the engine brings back what it holds, of quiet rooms too', async () => {
    const quiet = await engine.synced('board/1', { ...ada, room: 'quiet' })
    quiet.records.set('kept', 1)
    const reader = await engine.synced('board/1', { ...ada, room: 'quiet' })
    await reader.until(() => reader.records.has('kept'))
    const { seq } = await engine.engine.log.info('room')
    await cluster.redis.kill()
    await cluster.redis.loseData()
    const said = goOn()
    await isTold(/Redis/)
    await cluster.redis.start()
    await expectAllThere(said)
    expect((await engine.engine.log.info('room')).firstSeq).toBeGreaterThan(seq)
    const info = await vi.waitFor(async () => {
      const found = await engine.engine.log.info('quiet')
      expect(found.seq).toBeGreaterThan(0)
      return found
    }, PATIENCE)
    expect(info.snapshotSeq).toBe(info.seq)
    await expectSameElsewhere()
  })

  test('an engine that starts without it says so in a sentence', async () => {
    await cluster.redis.kill()
    await expect(cluster.engine()).rejects.toThrow('LECTERN_REDIS_URL: Redis does not answer there')
    await cluster.redis.start()
  })
})
