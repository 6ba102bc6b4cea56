import type { Track } from '@lectern/recording/timeline'

/** Who speaks is asked so often. */
const SLOT_MS = 2000
/** Silence takes less than this to encode, bytes per second. */
const SILENCE = 1000
/** Whoever takes over must be that much louder. */
const LOUDER = 1.25

/** Who spoke last, told by what it took to encode their voices: speech takes more than silence. */
export class Voices {
  readonly #tracks: readonly Track[]
  readonly #speakers: (string | null)[] = []

  constructor(tracks: readonly Track[]) {
    this.#tracks = tracks
  }

  /** Null before anybody spoke. */
  speakerAt(t: number): string | null {
    const slot = Math.floor(t / SLOT_MS)
    while (this.#speakers.length <= slot) this.#speakers.push(this.#next(this.#speakers.length))
    return this.#speakers[slot] ?? null
  }

  #next(slot: number): string | null {
    const before = this.#speakers[slot - 1] ?? null
    const voices = this.#tracks.map((track) => ({ userId: track.userId, rate: rateAt(track, slot * SLOT_MS) }))
    const loudest = voices.reduce((best, each) => (each.rate > best.rate ? each : best), { userId: '', rate: SILENCE })
    if (loudest.userId === '') return before
    const present = Math.max(0, ...voices.filter(({ userId }) => userId === before).map(({ rate }) => rate))
    return before !== null && present > SILENCE && loudest.rate < present * LOUDER ? before : loudest.userId
  }
}

function rateAt({ segments }: Track, t: number): number {
  const segment = segments.find((each) => each !== null && each[0] < t + SLOT_MS && each[0] + each[1] > t)
  return segment ? (segment[2] * 1000) / Math.max(1, segment[1]) : 0
}
