import { setTimeout as sleep } from 'node:timers/promises'
import type { RoomSnapshot } from '@lectern/protocol'
import type { Appended, Refused, RoomBatch, RoomLog } from '../log/RoomLog.ts'

/** A room as the stepper sees it. */
export interface Steppable {
  /** Applies what is queued; gives what has to be durable before anybody hears of it. Must not throw. */
  runStep(): RoomBatch | undefined
  /** What the room is once the step under way is done, for a log that has lost it. */
  restorable(batch: RoomBatch): RoomSnapshot
  /** What `runStep` gave is durable, or refused, or there was nothing. Must not throw. */
  settleStep(answer: Appended | Refused | undefined): void
}

type Writing = [room: Steppable, batch: RoomBatch]

export interface StepperOptions {
  log: RoomLog
  /** Time from the first arrival to its step, ms. */
  stepMs: number
  onStep?: (times: { applyMs: number; commitMs: number; entries: number; bytes: number }) => void
  onFailure?: (error: unknown) => void
}

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 500

/**
 * One step for all rooms: apply what is queued, put the entries of all rooms into one commit, wait until it is durable, tell.
 * One commit is under way at a time; what arrives meanwhile waits for the next step. So between steps memory equals the log.
 */
export class Stepper {
  readonly #options: StepperOptions
  readonly #waiting = new Set<Steppable>()
  #timer: NodeJS.Timeout | undefined
  #running = false
  #startedAt = 0
  #idle: (() => void)[] = []
  /** When the commit under way began. */
  #commitAt: number | undefined
  #lastCommitMs = 0
  /** Why the last commit failed, while it is tried again. Nothing is acknowledged meanwhile. */
  failure: unknown

  constructor(options: StepperOptions) {
    this.#options = options
  }

  /** How long the log takes now, ms: the last commit, or the one under way where that takes longer already. */
  get commitMs(): number {
    return Math.max(this.#lastCommitMs, this.#commitAt === undefined ? 0 : performance.now() - this.#commitAt)
  }

  /** The room has something queued. */
  schedule(room: Steppable): void {
    this.#waiting.add(room)
    this.#plan(this.#options.stepMs)
  }

  /** Answers when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    if (!this.#running && this.#waiting.size === 0) return
    await new Promise<void>((resolve) => {
      this.#idle.push(resolve)
    })
  }

  #plan(wait: number): void {
    if (this.#running) return
    this.#timer ??= setTimeout(() => void this.#run(), wait)
  }

  async #run(): Promise<void> {
    this.#timer = undefined
    this.#running = true
    this.#startedAt = performance.now()
    await this.#step()
    this.#running = false
    if (this.#waiting.size > 0) this.#plan(Math.max(0, this.#startedAt + this.#options.stepMs - performance.now()))
    else for (const resolve of this.#idle.splice(0)) resolve()
  }

  async #step(): Promise<void> {
    const rooms = [...this.#waiting]
    this.#waiting.clear()
    const writing = rooms.flatMap((room): Writing[] => {
      const batch = room.runStep()
      return batch ? [[room, batch]] : []
    })
    const appliedAt = performance.now()
    if (writing.length > 0) this.#commitAt = appliedAt
    const answers = await this.#commit(writing)
    if (writing.length > 0) this.#lastCommitMs = performance.now() - appliedAt
    this.#commitAt = undefined
    this.#tellTimes(writing, appliedAt)
    for (const room of rooms) room.settleStep(answers.get(room))
  }

  /** What a log has lost is given back to it, so that the step lands after it. */
  async #commit(writing: Writing[]): Promise<Map<Steppable, Appended | Refused>> {
    const answers = new Map<Steppable, Appended | Refused>()
    for (let left = writing; left.length > 0; ) {
      const answered = await this.#append(left.map(([, batch]) => batch))
      for (const [index, [room]] of left.entries()) answers.set(room, answered[index]!)
      left = left
        .filter(([room]) => answers.get(room)?.refused === 'LOST')
        .map(([room, batch]) => [room, { ...batch, restore: room.restorable(batch) }])
    }
    return answers
  }

  /** Tries until it is done: nothing that was applied may be forgotten, and nothing is told before. */
  async #append(batch: RoomBatch[]): Promise<(Appended | Refused)[]> {
    for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      try {
        const answers = await this.#options.log.append(batch)
        this.failure = undefined
        return answers
      } catch (error) {
        this.failure = error
        this.#options.onFailure?.(error)
        await sleep(wait)
      }
    }
  }

  #tellTimes(writing: Writing[], appliedAt: number): void {
    const entries = writing.flatMap(([, batch]) => batch.entries)
    this.#options.onStep?.({
      applyMs: appliedAt - this.#startedAt,
      commitMs: performance.now() - appliedAt,
      entries: entries.length,
      bytes: entries.reduce((sum, entry) => sum + (entry.kind === 'doc' ? entry.payload.length : 0), 0),
    })
  }
}
