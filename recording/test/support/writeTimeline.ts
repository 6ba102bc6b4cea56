import type { Entry } from '@lectern/protocol'
import type { ObjectStore } from '../../src/store/ObjectStore.ts'
import { openTimeline, type StoredTimeline } from '../../src/writer/openTimeline.ts'
import { TimelineWriter } from '../../src/writer/TimelineWriter.ts'

/** Writes the timeline of a class that ended, and seals it. `flushEvery`: so many entries. */
export async function writeTimeline(
  store: ObjectStore,
  room: string,
  entries: readonly Entry[],
  flushEvery = 50,
): Promise<StoredTimeline> {
  const writer = await TimelineWriter.open(store, room)
  for (let at = writer.nextSeq - 1; at < entries.length; at += flushEvery) {
    writer.take(entries.slice(at, at + flushEvery))
    await writer.flush()
  }
  await writer.flush()
  await writer.seal()
  return mustOpen(store, room)
}

export async function mustOpen(store: ObjectStore, room: string, revision = 0): Promise<StoredTimeline> {
  const timeline = await openTimeline(store, room, revision)
  if (!timeline) throw new Error(`there is no timeline of ${room}`)
  return timeline
}
