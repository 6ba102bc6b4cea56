import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Entry, MediaSource } from '@lectern/protocol'
import { type ObjectStore, openObjectStore, TimelineWriter, timelineKey } from '@lectern/recording'
import { bigClass } from '../../../recording/test/support/bigClass.ts'
import { startStack, type TestStack } from '../../../scripts/testStack.ts'
import { launchBrowser } from '../../../web/e2e/support/launchBrowser.ts'
import { benchPage, type PageResult } from './benchPage.ts'
import { benchRecorder, type RecorderResult } from './benchRecorder.ts'
import { SchoolClass } from './SchoolClass.ts'
import { putTiledTrack } from './tiledTrack.ts'
import { withTracks } from './withTracks.ts'

export interface ReplayBenchOptions {
  hours: number
  opens: number
  seeks: number
  /** Small and short: whether it works, not how fast it is. */
  quick: boolean
}

export interface LiveResult {
  /** From the end of the class to the moment at which a page can play all of it, ms. */
  playableMs: number
  /** To the moment at which it is one object. */
  sealedMs: number
}

export interface ReplayBenchResult {
  hours: number
  cores: number
  recorder: RecorderResult
  live: LiveResult
  timeline: { bytes: number; entries: number }
  page: PageResult
}

type Tell = (line: string) => void

const SOURCES: MediaSource[] = ['camera', 'screen', 'microphone', 'screenAudio']
/** What is still on its way into the store when a class ends, ms of it. */
const UNWRITTEN_MS = 2000

/** Records tracks, makes a long class, ends it, watches it. `tell` is given a line now and then. */
export async function benchReplay(options: ReplayBenchOptions, tell: Tell): Promise<ReplayBenchResult> {
  const { hours, quick } = options
  tell('Recording four cameras')
  const times = quick ? { warmUpMs: 4000, windowMs: 4000 } : { warmUpMs: 8000, windowMs: 30_000 }
  const recorder = await benchRecorder({ tracks: 4, ...times })
  const stack = await startStack()
  try {
    const store = await openObjectStore({ folder: join(stack.dataDir, 'store') })
    const school = await SchoolClass.start(stack)
    const entries = await makeClass(store, school.room, hours, tell)
    const live = await endClass(store, school, entries, tell)
    const { bytes } = (await store.head(timelineKey(school.room)))!
    await store.close()
    const page = await watch(stack, school.room, options, tell)
    return { hours, cores: availableParallelism(), recorder, live, timeline: { bytes, entries: entries.length }, page }
  } finally {
    await stack.stop()
  }
}

async function makeClass(store: ObjectStore, room: string, hours: number, tell: Tell): Promise<Entry[]> {
  tell(`Making a class of ${hours} h`)
  const { entries, teacher, startedAt } = bigClass({ hours })
  const tracks = []
  for (const source of SOURCES) {
    tell(`Making its tracks: ${source}`)
    tracks.push(await putTiledTrack(store, { room, track: source, source, startedAt, minutes: hours * 60 }))
  }
  return withTracks(entries, tracks, teacher)
}

/** What an engine does with the log of a class that is recorded, up to its sealing. */
async function endClass(store: ObjectStore, school: SchoolClass, entries: Entry[], tell: Tell): Promise<LiveResult> {
  tell('Writing its timeline')
  await school.tell('recording.started')
  const writer = await TimelineWriter.open(store, school.room)
  const lastAt = entries.at(-1)!.t
  const late = entries.findIndex(({ t }) => t > lastAt - UNWRITTEN_MS)
  writer.take(entries.slice(0, late))
  await writer.flush()
  const ended = performance.now()
  writer.take(entries.slice(late))
  await writer.flush()
  await Promise.all([school.tell('room.ended'), school.playable()])
  const playableMs = performance.now() - ended
  const sealing = performance.now()
  await writer.seal()
  return { playableMs, sealedMs: playableMs + performance.now() - sealing }
}

async function watch(
  stack: TestStack,
  room: string,
  { hours, opens, seeks }: ReplayBenchOptions,
  tell: Tell,
): Promise<PageResult> {
  const browser = await launchBrowser()
  try {
    return await benchPage({ stack, browser, room, seconds: hours * 3600, opens, seeks }, tell)
  } finally {
    await browser.close()
  }
}
