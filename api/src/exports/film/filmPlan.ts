import type { TimelineIndex, Track } from '@lectern/recording/timeline'
import { type Span, spanAt, spansOf } from './spans.ts'
import { Voices } from './Voices.ts'

/** Scenes begin and end on it: whole frames of picture and whole samples of sound. */
export const GRID_MS = 200
/** A long scene is cut, so that what is fetched for it stays small. */
const LONGEST_MS = 60_000

/** A stretch of class in which the same is seen and heard. */
export interface Scene {
  fromMs: number
  toMs: number
  /** Shown large; null: the board is. */
  share: Track | null
  /** User id of whoever speaks, or taught when nobody did yet. */
  speaker: string | null
  /** The speaker's picture, or that of the instructor. */
  camera: Track | null
  /** All that is heard. */
  voices: Track[]
}

interface Shown {
  track: Track
  spans: Span[]
}

/** A film of what is shown of a class: what was cut is left out, and what is left follows without a pause. */
export function filmPlan(index: TimelineIndex): Scene[] {
  const plan = new FilmPlan(index)
  return index.recorded.flatMap(([from, to]) => plan.scenes(onGridFrom(from), onGridTo(to)))
}

const onGridFrom = (ms: number) => Math.ceil(ms / GRID_MS) * GRID_MS
const onGridTo = (ms: number) => Math.floor(ms / GRID_MS) * GRID_MS

type Seen = Pick<Scene, 'share' | 'speaker' | 'camera'>

class FilmPlan {
  readonly #index: TimelineIndex
  readonly #shares: Shown[]
  readonly #cameras: Shown[]
  readonly #sounds: Shown[]
  readonly #voices: Voices
  readonly #staff: string[]

  constructor(index: TimelineIndex) {
    const of = (...sources: Track['source'][]): Shown[] =>
      index.tracks.filter(({ source }) => sources.includes(source)).map((track) => ({ track, spans: spansOf(track) }))
    this.#index = index
    this.#shares = of('screen')
    this.#cameras = of('camera')
    this.#sounds = of('microphone', 'screenAudio')
    this.#voices = new Voices(index.tracks.filter(({ source }) => source === 'microphone'))
    this.#staff = Object.keys(index.people).filter((id) => index.people[id]!.role !== 'student')
  }

  scenes(from: number, to: number): Scene[] {
    const scenes: Scene[] = []
    for (let t = from; t < to; t += GRID_MS) {
      const seen = this.#seenAt(t)
      const last = scenes.at(-1)
      if (last && isSame(last, seen) && t - last.fromMs < LONGEST_MS) last.toMs = t + GRID_MS
      else scenes.push({ fromMs: t, toMs: t + GRID_MS, ...seen, voices: [] })
    }
    for (const scene of scenes) scene.voices = this.#heardIn(scene)
    return scenes
  }

  #seenAt(t: number): Seen {
    const speaker = this.#voices.speakerAt(t) ?? this.#teacherAt(t)
    const camera = this.#cameraOf(speaker, t) ?? this.#staff.map((id) => this.#cameraOf(id, t)).find(Boolean) ?? null
    return { share: latest(this.#shares, t), speaker, camera }
  }

  #teacherAt(t: number): string | null {
    const onAir = this.#cameras.find(({ track, spans }) => this.#staff.includes(track.userId) && spanAt(spans, t))
    return onAir?.track.userId ?? this.#staff.find((id) => this.#index.people[id]?.role === 'instructor') ?? null
  }

  #cameraOf(userId: string | null, t: number): Track | null {
    return latest(
      this.#cameras.filter(({ track }) => track.userId === userId),
      t,
    )
  }

  #heardIn({ fromMs, toMs }: Scene): Track[] {
    const isHeard = ({ spans }: Shown) => spans.some(([from, to]) => from < toMs && to > fromMs)
    return this.#sounds.filter(isHeard).map(({ track }) => track)
  }
}

/** Of those that are on air, the one that began last. */
function latest(shown: readonly Shown[], t: number): Track | null {
  const onAir = shown.flatMap(({ track, spans }) => {
    const span = spanAt(spans, t)
    return span ? [{ track, from: span[0] }] : []
  })
  return (
    onAir.reduce<(typeof onAir)[number] | null>((best, each) => (best && best.from >= each.from ? best : each), null)
      ?.track ?? null
  )
}

const isSame = (a: Seen, b: Seen) => a.share === b.share && a.speaker === b.speaker && a.camera === b.camera
