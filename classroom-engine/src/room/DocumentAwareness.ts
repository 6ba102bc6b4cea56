import { LecternError, type Role, SYNC_LIMITS } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** A connection that says where its person is on the page. */
export interface AwarenessSpeaker {
  readonly userId: string
  /** What others see of the person, whatever the client claims. */
  readonly user: { id: string; name: string; hue: number; role: Role }
  /** Whether others may see it now. */
  readonly isShown: boolean
  /** Whether the person may use this id: throws where it belongs to somebody else. */
  claimAwareness(clientId: number): void
  /** Sends an awareness update to this connection alone. */
  tellAwareness(update: Uint8Array): void
}

interface Presence {
  userId: string
  /** Null once the connection is gone: the id stays the person's. */
  speaker: AwarenessSpeaker | null
  /** The client's clock of `state`. */
  clock: number
  state: object | null
  /** What others were told last. */
  shown: Shown
}

interface Shown {
  clock: number
  state: string | null
  /** The user that it was shown as, as text; empty while it is hidden. */
  as: string
}

/** Ids that are kept of people who left, so that nobody takes them over by an echo of what they said. */
const MAX_GONE = 4096

/**
 * Who is where in one document: states of Yjs's awareness protocol, kept per connection, told merged. `changed` is called when there
 * is something to tell. Rules [SY8] and [SY9].
 */
export class DocumentAwareness {
  readonly #presences = new Map<number, Presence>()
  readonly #untold = new Set<number>()
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Takes an awareness update. Throws TOO_LARGE, BAD_UPDATE. */
  receive(speaker: AwarenessSpeaker, update: Uint8Array): void {
    const decoder = decoding.createDecoder(update)
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const clientId = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarUint8Array(decoder)
      if (this.#isOwn(speaker, clientId, clock, state)) this.#take(speaker, clientId, clock, stateOf(state))
    }
    if (this.#untold.size > 0) this.#changed()
  }

  /** The connection is gone, and with it what it said. */
  closed(speaker: AwarenessSpeaker): void {
    for (const [clientId, presence] of this.#presences) {
      if (presence.speaker !== speaker) continue
      presence.speaker = null
      presence.state = null
      this.#untold.add(clientId)
    }
    if (this.#untold.size > 0) this.#changed()
    this.#forgetGone()
  }

  /** Rights or people changed: who is shown and as whom may be another now. */
  refresh(): void {
    for (const [clientId, { speaker, state, shown }] of this.#presences) {
      if (speaker && state && shownAs(speaker) !== shown.as) this.#untold.add(clientId)
    }
    if (this.#untold.size > 0) this.#changed()
  }

  /** Update of what changed since the last call; undefined where nothing did. */
  takeChanges(): Uint8Array | undefined {
    const told = [...this.#untold].filter((clientId) => this.#show(clientId))
    this.#untold.clear()
    return told.length > 0 ? this.#encode(told) : undefined
  }

  /** Update with everything that is shown. */
  all(): Uint8Array | undefined {
    const shown = [...this.#presences].filter(([, presence]) => presence.shown.state !== null)
    return shown.length > 0 ? this.#encode(shown.map(([clientId]) => clientId)) : undefined
  }

  #isOwn(speaker: AwarenessSpeaker, clientId: number, clock: number, state: Uint8Array): boolean {
    const known = this.#presences.get(clientId)
    if (known?.userId === speaker.userId) return true
    // Stock clients send back what they were told of others; only news about somebody else is a lie.
    if (known) {
      if (clock <= known.shown.clock) return false
      throw new LecternError('BAD_UPDATE', 'This cursor belongs to somebody else.')
    }
    if (isNull(state)) return false
    speaker.claimAwareness(clientId)
    return true
  }

  #take(speaker: AwarenessSpeaker, clientId: number, clock: number, state: object | null): void {
    const known = this.#presences.get(clientId)
    const isNew = known?.speaker !== speaker
    const isNews = isNew || clock > known.clock || (clock === known.clock && state === null)
    if (!isNews) return
    const shown = known?.shown ?? { clock: -1, state: null, as: '' }
    this.#presences.set(clientId, { userId: speaker.userId, speaker, clock, state, shown })
    this.#untold.add(clientId)
    // Others may have seen this clock already, before a cut: they take only what rises.
    if (isNew && state) this.#askForRise(speaker, clientId, Math.max(clock, shown.clock))
  }

  /**
   * Has a client say its state again under a higher clock: whoever is told that it has gone, and has not, does that by itself. The
   * engine never raises a clock, since the client would then take what it said before for news, over what it says now.
   */
  #askForRise(speaker: AwarenessSpeaker, clientId: number, clock: number): void {
    speaker.tellAwareness(encodeStates([{ clientId, clock, state: null }]))
  }

  /** Brings what is told up to date; false where there is nothing to tell now. */
  #show(clientId: number): boolean {
    const presence = this.#presences.get(clientId)!
    const { speaker, state, shown, clock } = presence
    const as = speaker ? shownAs(speaker) : ''
    // Whoever the client says it is, others see who the engine knows.
    const next = speaker && state && as ? JSON.stringify({ ...state, user: speaker.user }) : null
    if (next === shown.state && clock <= shown.clock) return false
    if (next === null && shown.state === null) return false
    if (speaker && next !== null && clock <= shown.clock) {
      this.#askForRise(speaker, clientId, shown.clock)
      return false
    }
    // Renewals without a change go out too: without them clients forget a person after 30 s.
    presence.shown = { clock: next === null ? shown.clock : clock, state: next, as }
    return true
  }

  #encode(clientIds: number[]): Uint8Array {
    return encodeStates(clientIds.map((clientId) => ({ clientId, ...this.#presences.get(clientId)!.shown })))
  }

  #forgetGone(): void {
    if (this.#presences.size <= MAX_GONE) return
    for (const [clientId, { speaker }] of this.#presences) {
      if (!speaker && !this.#untold.has(clientId)) this.#presences.delete(clientId)
    }
  }
}

const encodeStates = (states: { clientId: number; clock: number; state: string | null }[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length)
    for (const { clientId, clock, state } of states) {
      encoding.writeVarUint(encoder, clientId)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state ?? 'null')
    }
  })

const shownAs = ({ isShown, user }: AwarenessSpeaker): string => (isShown ? JSON.stringify(user) : '')

const isNull = (state: Uint8Array) => Buffer.from(state).toString() === 'null'

/** Throws TOO_LARGE, or BAD_UPDATE where it is not a JSON object. */
function stateOf(bytes: Uint8Array): object | null {
  if (bytes.length > SYNC_LIMITS.awarenessBytes) throw new LecternError('TOO_LARGE')
  const state = parse(Buffer.from(bytes).toString())
  if (typeof state !== 'object' || Array.isArray(state)) throw new LecternError('BAD_UPDATE')
  return state
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new LecternError('BAD_UPDATE')
  }
}
