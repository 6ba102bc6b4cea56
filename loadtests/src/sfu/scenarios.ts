import type { VideoWish } from '@lectern/protocol'
import { camera, type LayerShape, type MadeTrack, microphone } from '../rtc/tracks.ts'

/** One person of a scenario. */
export interface Person {
  userId: string
  tracks: MadeTrack[]
  wishes: VideoWish[]
}

export interface Scenario {
  name: string
  /** Everybody, each time anew. */
  people: () => Person[]
  /** Settings of our SFU under which it forwards everything to everybody, as the bare worker does. */
  everything: Record<string, string>
  /** The same people with the wishes that our page makes, under our SFU's own settings; where there is something to decide. */
  withRules?: () => Person[]
}

/** About 1 kB, 100 times a second. */
const LECTURE: LayerShape = { framesPerSecond: 50, packetsPerFrame: 2, packetBytes: 1000 }
/** 180, 360 and 720 lines at 150, 500 and 1500 kbit/s and 30 frames a second, as our page sends a camera. */
const CAMERA: LayerShape[] = [
  { framesPerSecond: 30, packetsPerFrame: 1, packetBytes: 625 },
  { framesPerSecond: 30, packetsPerFrame: 2, packetBytes: 1040 },
  { framesPerSecond: 30, packetsPerFrame: 6, packetBytes: 1040 },
]
const LOUD = -30
const QUIET = -60
/** Who talks in the class, at once. */
const TALKING = 3
const TOP = 720

/** `quick`: as small as a smoke test needs it. */
export function scenarios(quick: boolean): Scenario[] {
  const [viewers, students] = quick ? [20, 4] : [300, 12]
  return [lecture(viewers), schoolClass(students), hall(viewers)]
}

function lecture(viewers: number): Scenario {
  return {
    name: `1 picture → ${viewers}`,
    people: () => [
      { userId: 'teacher', tracks: [camera([LECTURE])], wishes: [] },
      ...listeners(viewers).map((person) => ({ ...person, wishes: [wish('teacher', TOP)] })),
    ],
    everything: {},
  }
}

function hall(viewers: number): Scenario {
  return {
    name: `3 voices → ${viewers}`,
    people: () => [
      ...['a', 'b', 'c'].map((userId) => ({ userId, tracks: [microphone(LOUD)], wishes: [] })),
      ...listeners(viewers),
    ],
    everything: {},
  }
}

function schoolClass(students: number): Scenario {
  return {
    name: `${students} × ${students}`,
    people: () => everybody(students, (index) => others(students, index).map((userId) => wish(userId, TOP))),
    everything: { LECTERN_SFU_LOUDEST: String(students), LECTERN_SFU_LAST_N: String(students) },
    withRules: () => everybody(students, (index) => pageWishes(students, index)),
  }
}

const listeners = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => ({ userId: `listener-${index}`, tracks: [], wishes: [] }))

function everybody(count: number, wishes: (index: number) => VideoWish[]): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    userId: nameOf(index),
    tracks: [microphone(index < TALKING ? LOUD : QUIET), camera(CAMERA)],
    wishes: wishes(index),
  }))
}

/**
 * What our page asks for in a window of 1440 × 900 with the chat open: a third look at the board, with four pictures of 120 lines
 * beside it; a third at everybody in a grid of 210 lines each; a third at whoever speaks, large, with four beside.
 */
function pageWishes(count: number, index: number): VideoWish[] {
  const people = others(count, index)
  if (index % 3 === 0) return people.slice(0, 4).map((userId) => wish(userId, 120))
  if (index % 3 === 1) return people.map((userId) => wish(userId, 210))
  const speaker = nameOf(0)
  const beside = people.filter((userId) => userId !== speaker).slice(0, 4)
  return [{ ...wish(speaker, 780), pinned: true }, ...beside.map((userId) => wish(userId, 120))]
}

const others = (count: number, index: number): string[] =>
  Array.from({ length: count - 1 }, (_, step) => nameOf((index + 1 + step) % count))

const nameOf = (index: number) => `student-${index}`

const wish = (userId: string, height: number): VideoWish => ({ userId, source: 'camera', height, pinned: false })
