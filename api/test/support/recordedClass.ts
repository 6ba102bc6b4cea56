import { randomBytes } from 'node:crypto'
import type { Prisma } from '@lectern/prisma'
import { liveIndexKey, segmentKey, trackInitKey } from '@lectern/recording'
import type { TimelineIndex, Track } from '@lectern/recording/timeline'
import { classroom, liveClass } from './people.ts'
import type { School } from './startSchool.ts'

export interface GivenTrack extends Partial<Track> {
  id: string
  /** Bytes of each segment; they are random. */
  segmentBytes: number[]
}

const INIT_BYTES = 700
const SEGMENT_MS = 4000

/** A class that has ended and was recorded: rows, index and media, without any timeline. */
export async function recordedClass(
  school: School,
  given: GivenTrack[],
  data: Partial<Prisma.RecordingUncheckedCreateInput> = {},
) {
  const people = await classroom(school)
  const { id } = await liveClass(school, people.course.id, { state: 'ENDED' })
  const tracks = given.map((track) => trackOf(track, people.instructor.id))
  const media = new Map<string, Buffer>()
  for (const [index, { id: track, segmentBytes }] of given.entries()) {
    const pieces = [randomBytes(INIT_BYTES), ...segmentBytes.map((bytes) => randomBytes(bytes))]
    const keys = [trackInitKey(id, track), ...segmentBytes.map((_, n) => segmentKey(id, track, n))]
    for (const [at, key] of keys.entries()) await school.store.put(key, pieces[at]!)
    media.set(tracks[index]!.id, Buffer.concat(pieces))
  }
  const index: TimelineIndex = {
    version: 1,
    room: id,
    title: 'A class',
    startedAt: Date.now() - 60_000,
    endMs: 60_000,
    live: false,
    revision: 0,
    recorded: [[0, 60_000]],
    chunks: [],
    people: {},
    tracks,
    marks: [],
  }
  await school.store.put(liveIndexKey(id), Buffer.from(JSON.stringify(index)))
  const recording = await school.db.recording.create({
    data: { id, state: 'PLAYABLE', sealedAt: new Date(), durationMs: 60_000, ...data },
  })
  return { ...people, id, recording, index, media }
}

function trackOf({ segmentBytes, ...rest }: GivenTrack, userId: string): Track {
  return {
    userId,
    source: 'camera',
    mime: 'video/mp4; codecs="avc1.42e01f"',
    width: 640,
    height: 360,
    segments: segmentBytes.map((bytes, n) => [1000 + n * SEGMENT_MS, SEGMENT_MS, bytes]),
    ended: 'closed',
    ...rest,
  }
}
