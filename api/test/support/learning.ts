import type { Prisma } from '@lectern/prisma'
import { liveIndexKey } from '@lectern/recording'
import type { TimelineIndex } from '@lectern/recording/timeline'
import { liveClass } from './people.ts'
import type { School } from './startSchool.ts'

type Data = Partial<Omit<Prisma.RecordingUncheckedCreateInput, 'id'>>

/** Makes the recording of a class that has ended, of one minute unless told otherwise. */
export async function recordingOf(school: School, courseId: string, data: Data = {}) {
  const { id } = await liveClass(school, courseId, { state: 'ENDED', title: 'Week 3' })
  return school.db.recording.create({ data: { id, state: 'PLAYABLE', durationMs: 60_000, ...data } })
}

/** Puts an index of a timeline without chunks into the store: who was in class, what was recorded. */
export async function putIndex({ store }: School, room: string, parts: Partial<TimelineIndex> = {}): Promise<void> {
  const index: TimelineIndex = {
    version: 1,
    room,
    title: 'Week 3',
    startedAt: Date.now(),
    endMs: 60_000,
    live: false,
    revision: 0,
    recorded: [[0, 60_000]],
    chunks: [],
    people: {},
    tracks: [],
    marks: [],
    ...parts,
  }
  await store.put(liveIndexKey(room), new TextEncoder().encode(JSON.stringify(index)))
}
