import { setTimeout as sleep } from 'node:timers/promises'
import type { Entry } from '@lectern/protocol'
import type { Logger } from 'pino'
import type { Lease, RoomLeases } from '../cluster/RoomLeases.ts'
import type { RoomLog } from '../log/RoomLog.ts'
import type { OwedTimelines } from './OwedTimelines.ts'
import { TimelineFeed } from './TimelineFeed.ts'
import { TimelineError } from './TimelineThread.ts'
import type { TimelineCalls, TimelineMethod } from './timelineCalls.ts'

/** What writes timelines, beside the engine. */
export interface TimelineWriting {
  /** Throws a TimelineError. */
  call<Method extends TimelineMethod>(method: Method, room: string): Promise<TimelineCalls[Method]>
  /** The next entries of an open room, encoded. */
  take(room: string, fromSeq: number, entries: readonly Uint8Array[]): void
  close(): Promise<void>
}

export interface TimelinesOptions {
  log: RoomLog
  owed: OwedTimelines
  leases: RoomLeases
  thread: TimelineWriting
  logger: Logger
  /** The timeline of a room cannot be written, or can again. */
  onFault: (room: string, fails: boolean) => void
  onFlush?: (ms: number) => void
  onSeal?: (ms: number) => void
  onFailure?: () => void
  /** How long an entry waits for others before it is written, ms. */
  flushMs?: number
  /** Pause after the first failure, ms; it doubles with each. */
  firstRetryMs?: number
}

const FLUSH_MS = 3000
/** Entries that are kept back for one message to the thread, bytes. */
const BATCH_BYTES = 1 << 18
const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 15_000
const LEASE_RETRY_MS = 500
/** How long an engine that stops may take to write what came, ms. */
const CLOSE_MS = 3000

/** A name of a lease that no room has. */
const leaseOf = (room: string): string => `${room}/timeline`

/**
 * Has the timelines of recorded rooms written from their logs: from the moment recording is switched on until the timeline is sealed,
 * whichever engines lead the room on the way. One engine at a time writes a timeline; a lease says which. Rule [RE15].
 */
export class Timelines {
  readonly #options: TimelinesOptions
  readonly #feeds = new Map<string, TimelineFeed>()
  readonly #working = new Set<Promise<void>>()
  readonly #closing = new AbortController()
  #isClosed = false

  constructor(options: TimelinesOptions) {
    this.#options = options
  }

  /** Rooms whose timeline is being written. */
  get size(): number {
    return this.#feeds.size
  }

  /** How long the entry that has waited longest has waited to be written, ms. */
  get lagMs(): number {
    return Math.max(0, ...[...this.#feeds.values()].map(({ lagMs }) => lagMs))
  }

  /** Writes the timeline of a recorded room from where it stands, which is owed from now on. Answers when that is known for good. Again is fine. */
  async begin(room: string): Promise<void> {
    this.#follow(room)
    const { owed } = this.#options
    await this.#retrying(room, () => owed.add(room)).catch((error: unknown) => this.#failed(room, error))
  }

  /** A room whose class goes on is let go of: what has happened in it so far is written, and no more. */
  async leave(room: string): Promise<void> {
    const feed = this.#feeds.get(room)
    if (feed) feed.leaveAfter((await this.#options.log.info(room)).seq)
  }

  /** Goes on with what other runs, or other engines that are gone, left owed: the classes that ended, where `isOurs`. */
  async recover(isOurs: (room: string) => Promise<boolean> = async () => true): Promise<void> {
    const { log, owed } = this.#options
    for (const room of await owed.list()) {
      if (this.#isClosed) return
      if (!this.#feeds.has(room) && (await log.info(room)).sealed && (await isOurs(room))) this.#follow(room)
    }
  }

  /** Writes what came, as far as that is done soon; what is not written is written by the next run. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const feed of this.#feeds.values()) feed.leaveAfter(0)
    // This timer alone keeps the process: the thread it waits for does not.
    const latest = sleep(CLOSE_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    await Promise.race([Promise.allSettled(this.#working), latest])
    this.#closing.abort()
    await this.#options.thread.close()
  }

  #follow(room: string): void {
    const known = this.#feeds.get(room)
    known?.stay()
    if (known || this.#isClosed) return
    const feed = new TimelineFeed(room)
    this.#feeds.set(room, feed)
    const working = this.#write(feed).catch((error: unknown) => this.#failed(room, error))
    this.#working.add(working)
    void working.then(() => {
      this.#working.delete(working)
      this.#feeds.delete(room)
      // The room was opened again while the last of it was written.
      if (!feed.isLeaving && !feed.hasEnded) this.#follow(room)
    })
  }

  async #write(feed: TimelineFeed): Promise<void> {
    const { firstRetryMs = FIRST_RETRY_MS, logger } = this.#options
    for (let wait = firstRetryMs; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      const lease = await this.#lease(feed)
      if (!lease) return
      try {
        await this.#writeUnder(lease, feed)
        return
      } catch (error) {
        if (this.#isClosed || !isPassing(error)) throw error
        this.#noteFailure(feed.room)
        logger.warn({ err: error, room: feed.room, retryInMs: wait }, 'a timeline is begun anew from its log')
        await this.#pause(wait)
      } finally {
        feed.stop()
        await this.#options.leases.release(lease.room, lease.epoch).catch(() => undefined)
      }
    }
  }

  /** Undefined where the room is let go of before the timeline is ours. */
  async #lease(feed: TimelineFeed): Promise<Lease | undefined> {
    while (!feed.isLeaving) {
      const lease = await this.#retrying(feed.room, () => this.#claim(leaseOf(feed.room)))
      if (lease.isOurs) return lease
      await this.#pause(LEASE_RETRY_MS)
    }
    return undefined
  }

  async #claim(name: string): Promise<Lease> {
    const { leases } = this.#options
    const lease = await leases.claim(name)
    if (lease.isOurs || (await leases.isAlive(lease.engine.instance))) return lease
    return leases.seize(name, lease.epoch)
  }

  async #writeUnder(lease: Lease, feed: TimelineFeed): Promise<void> {
    const { log, thread } = this.#options
    const { room } = feed
    feed.opening()
    const { isSealed, hasEnded, fromSeq } = await this.#retrying(room, () => thread.call('open', room))
    if (isSealed) {
      feed.hasEnded = true
      await this.#paid(room)
    } else {
      feed.beginAnew(fromSeq, hasEnded)
      feed.stop = log.subscribe(room, fromSeq, (entry) => this.#take(feed, entry))
      await this.#flushAll(lease, feed)
      if (feed.hasEnded && !this.#isClosed) await this.#seal(lease, room)
      await thread.call('forget', room)
    }
  }

  #take(feed: TimelineFeed, entry: Entry): void {
    feed.take(entry)
    if (feed.batchBytes >= BATCH_BYTES) this.#give(feed)
  }

  #give(feed: TimelineFeed): void {
    const { fromSeq, entries } = feed.takeBatch()
    this.#options.thread.take(feed.room, fromSeq, entries)
  }

  async #flushAll(lease: Lease, feed: TimelineFeed): Promise<void> {
    while (!feed.isWritten) {
      await feed.due(this.#options.flushMs ?? FLUSH_MS)
      await this.#mustHold(lease, feed.room)
      await feed.flushing(() => this.#flush(feed))
    }
  }

  async #flush(feed: TimelineFeed): Promise<void> {
    const { onFault, onFlush, thread } = this.#options
    const { room } = feed
    this.#give(feed)
    const started = performance.now()
    await this.#retrying(room, () => thread.call('flush', room))
    onFlush?.(performance.now() - started)
    onFault(room, false)
  }

  async #seal(lease: Lease, room: string): Promise<void> {
    await this.#mustHold(lease, room)
    const started = performance.now()
    await this.#retrying(room, () => this.#options.thread.call('seal', room))
    this.#options.onSeal?.(performance.now() - started)
    await this.#paid(room)
  }

  #paid(room: string): Promise<void> {
    return this.#retrying(room, () => this.#options.owed.remove(room))
  }

  /** A former holder that was paused must not write beside the new one. */
  async #mustHold({ room: name, epoch }: Lease, room: string): Promise<void> {
    const found = await this.#retrying(room, () => this.#options.leases.find(name))
    if (!found?.isOurs || found.epoch !== epoch) throw new LeaseLostError()
  }

  /** Tries until it is done: the store may be away, or full, for a while. Throws what does not pass by asking again. */
  async #retrying<T>(room: string, run: () => Promise<T>): Promise<T> {
    const { firstRetryMs = FIRST_RETRY_MS, logger } = this.#options
    for (let wait = firstRetryMs; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      try {
        return await run()
      } catch (error) {
        if (this.#isClosed || isPassing(error)) throw error
        this.#noteFailure(room)
        logger.error({ err: error, room, retryInMs: wait }, 'the timeline of a room cannot be written; it waits')
        await this.#pause(wait)
      }
    }
  }

  #noteFailure(room: string): void {
    this.#options.onFailure?.()
    this.#options.onFault(room, true)
  }

  #pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.#closing.signal, ref: false })
  }

  #failed(room: string, error: unknown): void {
    if (this.#isClosed) return
    this.#options.logger.error(
      { err: error, room },
      'the timeline of a room is not written; the next start tries again',
    )
  }
}

/** Another engine writes the timeline by now. */
class LeaseLostError extends Error {
  constructor() {
    super('another engine writes the timeline')
    this.name = 'LeaseLostError'
  }
}

/** What is over once the timeline is begun anew. */
const isPassing = (error: unknown): boolean =>
  error instanceof LeaseLostError || (error instanceof TimelineError && error.code === 'NOT_OPEN')
