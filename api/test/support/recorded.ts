import type { Course, Prisma } from '@lectern/prisma'
import { liveChunkKey, liveIndexKey, segmentKey, trackInitKey } from '@lectern/recording'
import { type Chunk, encodeChunk, type TimelineIndex, type Track } from '@lectern/recording/timeline'
import { liveClass } from './people.ts'
import type { School } from './startSchool.ts'

export const STARTED_AT = Date.UTC(2026, 0, 1, 9)

const bytesOf = (text: string) => new TextEncoder().encode(text)

const aTrack = (data: Partial<Track> = {}): Track => ({
  id: 'camera-1',
  userId: 'ada',
  source: 'camera',
  mime: 'video/mp4; codecs="avc1.42e01f"',
  width: 640,
  height: 360,
  segments: [[0, 4000, 9], null, [8000, 4000, 9]],
  ended: 'closed',
  ...data,
})

const CHUNKS: Chunk[] = [
  { kind: 'snapshot', t: 0, state: { stage: { class: { title: 'A class' } } }, documents: {} },
  { kind: 'frames', frames: [{ t: 30_000, changes: [['stage', 'class', 'page', '2']] }] },
]

/** The first minute of a class, as the store has it until it is sealed: a title, from 30 s on another page, and a track. */
export async function putTimeline(
  { store }: Pick<School, 'store'>,
  room: string,
  parts: Partial<TimelineIndex> = {},
): Promise<void> {
  const [snapshot, frames] = await Promise.all(CHUNKS.map(encodeChunk))
  const index: TimelineIndex = {
    version: 1,
    room,
    title: 'A class',
    startedAt: STARTED_AT,
    endMs: 60_000,
    live: false,
    revision: 0,
    recorded: [[0, 60_000]],
    chunks: [
      { n: 0, kind: 'snapshot', fromMs: 0, toMs: 0, offset: 0, bytes: snapshot!.length },
      { n: 1, kind: 'frames', fromMs: 0, toMs: 60_000, offset: 0, bytes: frames!.length },
    ],
    people: { ada: { name: 'Ada', role: 'instructor', hue: 1 } },
    tracks: [aTrack()],
    marks: [],
    ...parts,
  }
  await store.put(liveChunkKey(room, 0), snapshot!)
  await store.put(liveChunkKey(room, 1), frames!)
  for (const { id, segments } of index.tracks) {
    await store.put(trackInitKey(room, id), bytesOf(`init of ${id}`))
    for (const n of segments.keys()) await store.put(segmentKey(room, id, n), bytesOf(`segment ${n}`))
  }
  await store.put(liveIndexKey(room), bytesOf(JSON.stringify(index)))
}

type Recording = Partial<Prisma.RecordingUncheckedCreateInput>
type Session = NonNullable<Parameters<typeof liveClass>[2]>

/** Makes a class of a course that was recorded; it has ended and can be played unless told otherwise. */
export async function recorded(
  school: School,
  { id: courseId }: Pick<Course, 'id'>,
  data: Recording = {},
  session: Session = {},
) {
  const { id, state } = await liveClass(school, courseId, { state: 'ENDED', ...session })
  const isOver = state === 'ENDED'
  await putTimeline(school, id, { live: !isOver })
  return school.db.recording.create({
    data: {
      id,
      startedAt: new Date(STARTED_AT),
      ...(isOver && { state: 'PLAYABLE', durationMs: 60_000, sealedAt: new Date() }),
      ...data,
    },
  })
}
