import * as Y from 'yjs'
import { syncFrames } from './syncFrames.ts'

interface Answer {
  /** What the asker had, as text. */
  asked: string
  state: Uint8Array
  /** Frames of the updates since. */
  tail: Uint8Array[]
  tailWeight: number
}

const MAX_ANSWERS = 6
const MAX_TAIL_FRAMES = 128
/** What a frame costs its reader besides its bytes, in bytes of a state: a page draws what changed anew after each. */
const FRAME_WEIGHT = 4096
const MIN_TAIL_WEIGHT = 8 * FRAME_WEIGHT

/**
 * Answers to sync step 1, each encoded once for all who ask from the same state: people who join (they have nothing) and people
 * who come back after a restart (they all had the same). A change of the document is added to the answers behind them, until the
 * additions weigh as much as a new answer would.
 */
export class StateAnswers {
  readonly #doc: Y.Doc
  #answers: Answer[] = []
  #ownStep1: Uint8Array | undefined
  /** How often the document was encoded. */
  encoded = 0

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** The document changed by the update in this frame. */
  changed(frame: Uint8Array): void {
    this.#ownStep1 = undefined
    for (const answer of this.#answers) {
      answer.tail.push(frame)
      answer.tailWeight += frame.length + FRAME_WEIGHT
    }
    this.#answers = this.#answers.filter(
      ({ state, tail, tailWeight }) =>
        tail.length <= MAX_TAIL_FRAMES && tailWeight <= Math.max(MIN_TAIL_WEIGHT, state.length / 2),
    )
  }

  /** Frames that bring somebody with this state vector up to date, and ask for what the document does not have. */
  framesFor(stateVector: Uint8Array): Uint8Array[] {
    const asked = Buffer.from(stateVector).toString('latin1')
    const answer = this.#answers.find((each) => each.asked === asked) ?? this.#encode(asked, stateVector)
    this.#ownStep1 ??= syncFrames.step1(Y.encodeStateVector(this.#doc))
    return [answer.state, ...answer.tail, syncFrames.emptyStep2, this.#ownStep1]
  }

  #encode(asked: string, stateVector: Uint8Array): Answer {
    this.encoded += 1
    const state = syncFrames.update(Y.encodeStateAsUpdate(this.#doc, stateVector))
    const answer = { asked, state, tail: [], tailWeight: 0 }
    this.#answers = [answer, ...this.#answers].slice(0, MAX_ANSWERS)
    return answer
  }
}
