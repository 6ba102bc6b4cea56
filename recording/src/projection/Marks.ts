import {
  STAGE,
  STAGE_CLASS,
  STAGE_HANDS,
  STAGE_MEDIA,
  STAGE_PAGES,
  STAGE_POLLS,
  type StageMedia,
  type StagePage,
  type StagePoll,
} from '@lectern/protocol'
import type { Mark } from '../timeline/TimelineIndex.ts'
import type { Change, Frame, Json, TimelineState } from '../timeline/TimelineState.ts'

/** So long without a change and without an open microphone is a silence, ms. */
const SILENCE_MS = 60_000

/** Finds what is worth a mark on the time bar among the frames of a timeline. Rule [TI10]. */
export class Marks {
  readonly #marks: Mark[] = []
  /** Keys of raised hands, of polls. */
  readonly #hands = new Set<string>()
  readonly #polls = new Set<string>()
  /** Producer id → the mark of what it shares. */
  readonly #shares = new Map<string, Mark>()
  #page: string | undefined
  #microphoneOpen = false
  /** Since when nothing happened. */
  #quietFrom: number | undefined

  get found(): readonly Mark[] {
    return this.#marks
  }

  chapter(atMs: number, title: string): void {
    this.#marks.push({ atMs, kind: 'chapter', title })
  }

  /** A frame, with the state after it. `isCatchUp`: it brings what happened while nothing was recorded. */
  take({ t, changes }: Frame, state: TimelineState, isCatchUp: boolean): void {
    this.#endSilence(t, isCatchUp)
    for (const change of changes) if (change[0] === STAGE) this.#takeChange(t, change, state, isCatchUp)
    this.#quietFrom = t
  }

  /** Recording stops here, for a while or for good. */
  pause(t: number): void {
    this.#endSilence(t, false)
    this.#quietFrom = undefined
  }

  #takeChange(t: number, [, map, key, value]: Change, state: TimelineState, isCatchUp: boolean): void {
    if (typeof key !== 'string') return
    if (map === STAGE_CLASS && key === 'page') this.#takePage(t, String(value), state)
    if (map === STAGE_HANDS) this.#takeHand(t, key, value !== undefined, isCatchUp)
    if (map === STAGE_POLLS) this.#takePoll(t, key, value, isCatchUp)
    if (map === STAGE_MEDIA) this.#takeMedia(t, key, value, state)
  }

  #takePage(t: number, page: string, state: TimelineState): void {
    const row = mapOf(state, STAGE_PAGES)[page] as unknown as StagePage | undefined
    const before = this.#page
    this.#page = page
    if (before === undefined || before === page) return
    this.#marks.push({ atMs: t, kind: 'page', title: row?.title ?? `Page ${page}` })
  }

  #takeHand(t: number, userId: string, raised: boolean, isCatchUp: boolean): void {
    const isNew = raised && !this.#hands.has(userId)
    if (raised) this.#hands.add(userId)
    else this.#hands.delete(userId)
    if (isNew && !isCatchUp) this.#marks.push({ atMs: t, kind: 'hand', title: 'Hand raised', userId })
  }

  #takePoll(t: number, id: string, value: Json | undefined, isCatchUp: boolean): void {
    if (value === undefined || this.#polls.has(id)) return
    this.#polls.add(id)
    const { question, state } = value as unknown as StagePoll
    if (!isCatchUp || state === 'open') this.#marks.push({ atMs: t, kind: 'poll', title: question })
  }

  #takeMedia(t: number, id: string, value: Json | undefined, state: TimelineState): void {
    const rows = Object.values(mapOf(state, STAGE_MEDIA)) as unknown as StageMedia[]
    this.#microphoneOpen = rows.some(({ source, paused }) => source === 'microphone' && !paused)
    const share = this.#shares.get(id)
    const media = value as unknown as StageMedia | undefined
    if (!media && share) {
      share.toMs = t
      this.#shares.delete(id)
    } else if (media?.source === 'screen' && !share) {
      const mark: Mark = { atMs: t, kind: 'share', title: 'Screen shared', userId: media.userId }
      this.#shares.set(id, mark)
      this.#marks.push(mark)
    }
  }

  #endSilence(t: number, isCatchUp: boolean): void {
    const from = this.#quietFrom
    if (from === undefined || this.#microphoneOpen || isCatchUp || t - from <= SILENCE_MS) return
    this.#marks.push({ atMs: from, kind: 'silence', title: 'Silence', toMs: t })
  }
}

function mapOf(state: TimelineState, name: string): Record<string, Json> {
  const map = state[STAGE]?.[name]
  return typeof map === 'object' ? map : {}
}
