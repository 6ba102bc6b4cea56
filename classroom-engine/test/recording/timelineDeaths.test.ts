import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMMANDS, type Entry, type JoinClaims } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { freePort } from '../../../scripts/support/freePort.ts'
import { RedisServer } from '../../../scripts/support/RedisServer.ts'
import { random } from '../../../scripts/support/random.ts'
import { LmdbRoomLog } from '../../src/log/LmdbRoomLog.ts'
import { openLmdb } from '../../src/log/openLmdb.ts'
import { openStores } from '../redis/openStores.ts'
import { EngineProcess } from '../support/EngineProcess.ts'
import { RecordedClass } from '../support/RecordedClass.ts'
import { ReplayReader } from '../support/ReplayReader.ts'

// Several processes start in each of these.
vi.setConfig({ testTimeout: 90_000 })

const ROOM = 'room'

let folder: string
let replay: ReplayReader
const engines: EngineProcess[] = []
const classes: RecordedClass[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-replay-'))
  replay = await ReplayReader.open({ folder: join(folder, 'store') }, ROOM)
})
afterEach(async () => {
  for (const each of classes.splice(0)) each.close()
  await Promise.all(engines.splice(0).map((engine) => engine.stop('SIGKILL')))
  await replay.close()
  await rm(folder, { recursive: true })
})

async function startEngine(port: number, env: Record<string, string> = {}): Promise<EngineProcess> {
  const engine = new EngineProcess(folder, port)
  engines.push(engine)
  await engine.start(env)
  return engine
}

async function classAt(port: number, claims: Partial<JoinClaims> = {}): Promise<RecordedClass> {
  const each = await RecordedClass.open(port, ROOM, claims)
  classes.push(each)
  return each
}

/** The log of an engine that is stopped. */
async function entriesOnDisk(): Promise<Entry[]> {
  const root = openLmdb(join(folder, 'engine'))
  const log = new LmdbRoomLog(root)
  const entries = await Array.fromAsync(log.read(ROOM, { from: 1 }))
  await log.close()
  await root.close()
  return entries
}

describe('[RE15] an engine alone that is killed', () => {
  test('in mid-class, again and again: the timeline is that of the log', async () => {
    const engine = await startEngine(await freePort())
    const { below } = random(1)
    for (let round = 0; round < 3; round += 1) {
      const lesson = await classAt(engine.port)
      await lesson.teach(10 + round, 30 + below(60))
      // Somewhere between two flushes, or in one.
      await replay.until((index) => index !== undefined && index.chunks.length > round)
      await lesson.teach(20 + round, below(40))
      await engine.stop('SIGKILL')
      await engine.start()
    }
    const lesson = await classAt(engine.port)
    await lesson.teach(30, 20)
    await lesson.ada.do(COMMANDS.endClass, {})
    await replay.sealed()
    await engine.stop('SIGTERM')
    await replay.expectEqual(await entriesOnDisk(), random(2))
  })

  test.each(['at the end', 'when the end is playable', 'when it began to seal'])(
    '%s: the next start seals it, whole',
    async (when) => {
      const engine = await startEngine(await freePort())
      const lesson = await classAt(engine.port)
      await lesson.teach(3, 120)
      await lesson.ada.do(COMMANDS.endClass, {})
      if (when === 'when the end is playable') await replay.until((index) => index?.live === false)
      if (when === 'when it began to seal') await replay.sealed()
      await engine.stop('SIGKILL')
      await engine.start()
      await replay.sealed()
      await replay.expectTidy()
      await engine.stop('SIGTERM')
      await replay.expectEqual(await entriesOnDisk(), random(4))
    },
  )

  test('while nobody is there: what was recorded is there to be rewound to', async () => {
    const engine = await startEngine(await freePort())
    const lesson = await classAt(engine.port)
    await lesson.teach(5, 60)
    expect(await engine.stop('SIGTERM')).toBe(0)
    const entries = await entriesOnDisk()
    expect((await replay.index())?.live).toBe(true)
    await replay.expectEqual(entries, random(6))
  })
})

describe('[RE15] engines that share rooms', () => {
  test('the leader is killed: the other writes on, and the timeline is that of the log', async () => {
    const redis = await RedisServer.start()
    const env = async () => ({
      LECTERN_REDIS_URL: redis.url,
      LECTERN_CLUSTER_SECRET: 'links between engines, in the tests of replays',
      LECTERN_ENGINE_INTERNAL_PORT: String(await freePort()),
    })
    const first = await startEngine(await freePort(), { ...(await env()), LECTERN_ENGINE_ID: 'engine-1' })
    const second = await startEngine(await freePort(), { ...(await env()), LECTERN_ENGINE_ID: 'engine-2' })
    const before = await classAt(first.port)
    await before.teach(7, 80)
    await replay.until((index) => index !== undefined)
    await before.teach(8, 40)
    await first.stop('SIGKILL')
    const after = await classAt(second.port)
    await after.teach(9, 80)
    await after.ada.do(COMMANDS.endClass, {})
    await replay.sealed()
    const stores = await openStores(redis.url, 'reader')
    const entries = await Array.fromAsync(stores.log.read(ROOM, { from: 1 }))
    await replay.expectEqual(entries, random(10))
    expect(await stores.owedTimelines.list()).toEqual([])
    await stores.close()
    await redis.stop()
  })
})
