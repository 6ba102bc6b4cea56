import type { types } from 'mediasoup'
import {
  type Loudest,
  type LoudestRules,
  NOBODY_LOUD,
  nextLoudest,
  speakingNow,
  type Volume,
} from './demand/loudest.ts'
import type { Place } from './RoomRouters.ts'

/** How often loudness is measured, ms. mediasoup leaves out who sent fewer than 10 packets (200 ms of speech) meanwhile. */
const MEASURE_MS = 400
/** Below this a microphone is silent, dBov. It is held against the mean, pauses between words included. */
const THRESHOLD_DB = -70
/** Producers that one measurement names, the loudest. */
const NAMED = 12
/** How long volumes may change before they are told again, ms. Who speaks is told at once. */
const TELL_VOLUMES_MS = 1000

export interface SpeakersOptions {
  rules: LoudestRules
  /** Producers that are not muted, oldest first. */
  candidates: () => string[]
  onAudible: () => void
  onSpeaking: (speaking: Volume[]) => void
}

/** Listens to all microphones of a room, on all its routers, and says who is heard and who speaks. */
export class Speakers {
  readonly #options: SpeakersOptions
  readonly #observers = new Map<Place, Promise<types.AudioLevelObserver>>()
  #loudest: Loudest = NOBODY_LOUD
  #audible: ReadonlySet<string> = new Set()
  #told: { who: string; at: number } = { who: '', at: 0 }
  #silence: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: SpeakersOptions) {
    this.#options = options
  }

  /** Producers whose packets are forwarded. */
  get audible(): ReadonlySet<string> {
    return this.#audible
  }

  /** Producer → when it was last heard, ms. */
  get heardAt(): Map<string, number> {
    return new Map([...this.#loudest.heard].map(([id, { at }]) => [id, at]))
  }

  /** Measures a microphone on the router where it lives. */
  async watch(producer: types.Producer, place: Place): Promise<void> {
    const observer = this.#observers.get(place) ?? this.#observe(place)
    this.#observers.set(place, observer)
    await (await observer).addProducer({ producerId: producer.id })
  }

  /** The set of candidates changed. */
  refresh(): void {
    this.#measured([])
  }

  /** The router of a place is gone. */
  placeLost(place: Place): void {
    this.#observers.delete(place)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#silence)
  }

  async #observe(place: Place): Promise<types.AudioLevelObserver> {
    const observer = await place.router.createAudioLevelObserver({
      interval: MEASURE_MS,
      threshold: THRESHOLD_DB,
      maxEntries: NAMED,
    })
    observer.on('volumes', (volumes) =>
      this.#measured(volumes.map(({ producer, volume }) => ({ producerId: producer.id, volume }))),
    )
    return observer
  }

  #measured(volumes: Volume[]): void {
    if (this.#closed) return
    const { rules, candidates, onAudible } = this.#options
    const now = Date.now()
    this.#loudest = nextLoudest(this.#loudest, volumes, candidates(), now, rules)
    if (!sameMembers(this.#audible, this.#loudest.audible)) {
      this.#audible = new Set(this.#loudest.audible)
      onAudible()
    }
    this.#tell(now)
  }

  #tell(now: number): void {
    const { rules, onSpeaking } = this.#options
    const speaking = speakingNow(this.#loudest, now, rules)
    const who = describe(speaking)
    clearTimeout(this.#silence)
    // mediasoup says nothing while nobody speaks, so the end of speech is ours to notice.
    if (speaking.length > 0) this.#silence = setTimeout(() => this.#tell(Date.now()), rules.speakingMs)
    if (who === this.#told.who && (speaking.length === 0 || now - this.#told.at < TELL_VOLUMES_MS)) return
    this.#told = { who, at: now }
    onSpeaking(speaking)
  }
}

/** Who is first, and who else; the order of the others is not worth a message. */
function describe(speaking: readonly Volume[]): string {
  const ids = speaking.map(({ producerId }) => producerId)
  return [ids[0], ...ids.slice(1).sort()].join()
}

const sameMembers = (set: ReadonlySet<string>, list: readonly string[]) =>
  set.size === list.length && list.every((id) => set.has(id))
