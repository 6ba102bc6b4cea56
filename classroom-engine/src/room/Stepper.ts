import { setTimeout as sleep } from 'node:timers/promises'
import type { Appended, RoomBatch, RoomLog } from '../log/RoomLog.ts'

/** A room as the stepper sees it. */
export interface Steppable {
  /** Applies what is queued; gives what has to be durable before anybody hears of it. Must not throw. */
  runStep(): RoomBatch | undefined
  /** What `runStep` gave is durable (`appended`), or there was nothing. Must not throw. */
  settleStep(appended: Appended | undefined): void
}

export interface StepperOptions {
  log: RoomLog
  /** Time from the first arrival to its step, ms. */
  stepMs: number
  onStep?: (times: { applyMs: number; commitMs: number; entries: number; bytes: number }) => void
  onFailure?: (error: unknown) => void
}

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 5000

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
  /** Why the last commit failed, while it is tried again. Nothing is acknowledged meanwhile. */
  failure: unknown

  constructor(options: StepperOptions) {
    this.#options = options
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
    const batch: RoomBatch[] = []
    const batchOf = rooms.map((room) => {
      const ofRoom = room.runStep()
      return ofRoom ? batch.push(ofRoom) - 1 : -1
    })
    const appliedAt = performance.now()
    const appended = batch.length > 0 ? await this.#commit(batch) : []
    this.#tellTimes(batch, appliedAt)
    for (const [index, room] of rooms.entries()) room.settleStep(appended[batchOf[index]!])
  }

  /** Tries until it is done: nothing that was applied may be forgotten, and nothing is told before. */
  async #commit(batch: RoomBatch[]): Promise<Appended[]> {
    for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      try {
        const appended = await this.#options.log.append(batch)
        this.failure = undefined
        return appended
      } catch (error) {
        this.failure = error
        this.#options.onFailure?.(error)
        await sleep(wait)
      }
    }
  }

  #tellTimes(batch: RoomBatch[], appliedAt: number): void {
    const entries = batch.flatMap((each) => each.entries)
    this.#options.onStep?.({
      applyMs: appliedAt - this.#startedAt,
      commitMs: performance.now() - appliedAt,
      entries: entries.length,
      bytes: entries.reduce((sum, entry) => sum + (entry.kind === 'doc' ? entry.payload.length : 0), 0),
    })
  }
}
