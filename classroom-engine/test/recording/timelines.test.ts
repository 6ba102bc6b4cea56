import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMMANDS, type StageRecording } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { random } from '../../../scripts/support/random.ts'
import { LogReader } from '../support/LogReader.ts'
import { RecordedClass } from '../support/RecordedClass.ts'
import { ReplayReader } from '../support/ReplayReader.ts'
import { TestEngine } from '../support/TestEngine.ts'

let folder: string
let engine: TestEngine
let replay: ReplayReader
const classes: RecordedClass[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-store-'))
  engine = await TestEngine.start({ store: { folder: join(folder, 'store') } })
  replay = await ReplayReader.open({ folder: join(folder, 'store') }, 'room')
})
afterEach(async () => {
  for (const each of classes.splice(0)) each.close()
  await engine.stop()
  await replay.close()
  await rm(folder, { recursive: true })
})

async function classOf(claims: Parameters<typeof RecordedClass.open>[2] = {}): Promise<RecordedClass> {
  const lesson = await RecordedClass.open(engine.port, 'room', claims)
  classes.push(lesson)
  return lesson
}
const notYet = { recording: { policy: 'everyone', auto: false } } as const
const entries = () => Array.fromAsync(engine.engine.log.read('room', { from: 1 }))
const metric = async (name: string) => {
  const text = await (await fetch(`${engine.url}/metrics`)).text()
  return Number(new RegExp(`^${name} ([\\d.]+)$`, 'm').exec(text)?.[1])
}

test.each([1, 2, 3])('[RE15] the timeline is what the documents were, live and sealed, seed %i', async (seed) => {
  const lesson = await classOf()
  await lesson.teach(seed, 150)
  const { seq } = await engine.engine.log.info('room')
  const { t } = (await entries())[seq - 1]!
  await replay.until((index) => index !== undefined && index.startedAt + index.endMs >= t - 1)
  await replay.expectEqual(await entries(), random(seed))
  await lesson.ada.do(COMMANDS.endClass, {})
  await replay.sealed()
  expect((await replay.index())?.live).toBe(false)
  await replay.expectEqual(await entries(), random(seed))
  await replay.expectTidy()
  await vi.waitFor(async () => expect(await metric('lectern_timeline_rooms')).toBe(0))
})

test('[RE15] a class that is not recorded has none', async () => {
  const lesson = await classOf(notYet)
  await lesson.teach(4, 40)
  await lesson.ada.do(COMMANDS.endClass, {})
  await engine.engine.close()
  expect(await replay.index()).toBeUndefined()
})

test('[RE15] switched on late it has what was on the board then, and class time goes from the opening', async () => {
  const lesson = await classOf(notYet)
  await lesson.teach(5, 80)
  await lesson.ada.do(COMMANDS.setRecording, { on: true })
  await lesson.teach(6, 40)
  await lesson.ada.do(COMMANDS.endClass, {})
  await replay.sealed()
  const log = new LogReader(engine.engine.log, 'room')
  await log.until(() => log.marks().some(({ type }) => type === 'ended'))
  const [opened, switched] = ['opened', 'recording'].map((type) => log.marks().find((each) => each.type === type)!.t)
  const index = (await replay.index())!
  expect(index.startedAt).toBe(opened)
  expect(index.recorded[0]![0]).toBe(switched! - opened!)
  await replay.expectEqual(await entries(), random(7), { from: switched! - opened!, documents: ['board/1', 'notes'] })
})

test('[RE15] a room that is let go of and opened again goes on in the same timeline', async () => {
  await engine.restart({ idleMs: 20, presenceGraceMs: 20 })
  const before = await classOf()
  await before.teach(8, 60)
  before.close()
  await vi.waitFor(async () => expect(await metric('lectern_timeline_rooms')).toBe(0))
  const after = await classOf()
  await after.teach(9, 60)
  await after.ada.do(COMMANDS.endClass, {})
  await replay.sealed()
  await replay.expectEqual(await entries(), random(10))
})

test('[RE13] a store that cannot be written to harms no class: all are told, and it is written once it can be', async () => {
  await rm(join(folder, 'store'), { recursive: true })
  await writeFile(join(folder, 'store'), 'in the way')
  const lesson = await classOf()
  const stage = await engine.synced('stage')
  const problem = () => (stage.doc.getMap('class').get('recording') as StageRecording).problem
  await stage.until(() => problem() === 'store')
  await lesson.teach(11, 60)
  expect(await metric('lectern_timeline_lag_seconds')).toBeGreaterThan(0)
  await rm(join(folder, 'store'))
  await stage.until(() => problem() === null)
  await lesson.ada.do(COMMANDS.endClass, {})
  await replay.sealed()
  await replay.expectEqual(await entries(), random(12))
})
