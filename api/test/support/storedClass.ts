import type { Course, Prisma, User } from '@lectern/prisma'
import { segmentKey, TimelineWriter, trackInitKey, trackManifestKey } from '@lectern/recording'
import { mp4Segment, videoInit } from '@lectern/recording/containers'
import { TestClass } from '../../../recording/test/support/TestClass.ts'
import { liveClass } from './people.ts'
import type { School } from './startSchool.ts'

/** Class times of what happens, ms. */
export const SAID_AT = 10_000
const DRAWN_AT = 20_000
export const END_AT = 60_000

const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

const AVC1 = { entry: 'avc1', configuration: Buffer.alloc(0) }

/** Half a minute of pictures, one a second, each tenth a key frame. What they hold is their number, and no picture. */
function picturesOf(n: number): Buffer {
  const seconds = Array.from({ length: 30 }, (_, i) => n * 30 + i)
  const samples = seconds.map((i) => ({ data: Buffer.from(`picture-${i};`), key: i % 10 === 0, duration: 1000 }))
  return mp4Segment(n, n * 30_000, samples)
}

interface Cast {
  course: Pick<Course, 'id'>
  instructor: Pick<User, 'id' | 'name'>
  student: Pick<User, 'id' | 'name'>
}

/** The log of a minute of class: the student says something, draws a star and sends a picture; so does the instructor. */
function logOf({ instructor, student }: Cast): TestClass {
  const made = new TestClass()
  const at = (t: number) => {
    made.now += t - made.t
  }
  made.join(instructor.id, instructor.name, 'instructor')
  made.join(student.id, student.name)
  made.record(true)
  for (const { id } of [instructor, student]) startTrack(made, id)
  at(SAID_AT)
  made.say(instructor.id, 'message-1', 'Welcome')
  made.say(student.id, 'message-2', 'secret words')
  at(DRAWN_AT)
  made.draw(instructor.id, '1', 'shape:circle', { type: 'geo' })
  made.draw(student.id, '1', 'shape:star', { type: 'geo' })
  at(END_AT)
  made.end()
  return made
}

export const trackOf = (userId: string) => `camera-${userId}`

function startTrack(made: TestClass, userId: string): void {
  const track = trackOf(userId)
  const form = { mime: 'video/mp4; codecs="avc1.42e01f"', width: 640, height: 360 }
  made.media(userId, { type: 'track', track, producerId: track, source: 'camera', ...form })
  for (const n of [0, 1]) {
    const at = made.now + n * 30_000
    made.media(userId, { type: 'segment', track, n, at, durationMs: 30_000, bytes: picturesOf(n).length })
  }
}

/** What the engine and the recorders leave in the store of a class that has ended. */
export async function storeClass({ store }: Pick<School, 'store'>, room: string, cast: Cast, { seal = true } = {}) {
  const { entries } = logOf(cast)
  const writer = await TimelineWriter.open(store, room)
  writer.take(entries)
  await writer.flush()
  for (const { id } of [cast.instructor, cast.student]) {
    const track = trackOf(id)
    await store.put(trackInitKey(room, track), videoInit({ ...AVC1, width: 640, height: 360, timescale: 1000 }))
    for (const n of [0, 1]) await store.put(segmentKey(room, track, n), picturesOf(n))
    await store.put(trackManifestKey(room, track), bytesOf(manifest(track, entries[0]!.t)))
  }
  if (seal) await writer.seal()
  return writer
}

const manifest = (track: string, startedAt: number) => ({
  track,
  mime: 'video/mp4; codecs="avc1.42e01f"',
  width: 640,
  height: 360,
  segments: [0, 1].map((n) => [startedAt + n * 30_000, 30_000, picturesOf(n).length]),
  ended: 'closed',
})

/** Makes a class that was recorded, with all of it in the store, sealed. */
export async function storedClass(
  school: School,
  cast: Cast,
  data: Partial<Prisma.RecordingUncheckedCreateInput> = {},
) {
  const { id } = await liveClass(school, cast.course.id, { state: 'ENDED' })
  await storeClass(school, id, cast)
  const rest = { state: 'PLAYABLE', durationMs: END_AT, sealedAt: new Date() } as const
  return school.db.recording.create({ data: { id, startedAt: new Date(), ...rest, ...data } })
}

/** Keys of all that the store has of a room. */
export async function keysOf({ store }: Pick<School, 'store'>, room: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(`recordings/${room}/`)) keys.push(key.slice(`recordings/${room}/`.length))
  return keys
}
