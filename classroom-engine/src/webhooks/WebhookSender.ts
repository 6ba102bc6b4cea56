import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { SIGNATURE_HEADER, type WebhookEvent } from '@lectern/protocol'
import type { Logger } from 'pino'
import type { RoomLog } from '../log/RoomLog.ts'
import type { CursorStore } from './CursorStore.ts'
import { webhookOf } from './webhookOf.ts'

export interface WebhookSenderOptions {
  log: RoomLog
  cursors: CursorStore
  url: string
  secret: string
  logger: Logger
  /** Pause after the first failure, ms; it doubles with each. */
  firstRetryMs?: number
}

/** A room whose log is told of. */
interface Feed {
  events: WebhookEvent[]
  /** The last entry that was looked at. */
  seen: number
  /** The last entry to tell of: set when the room is let go of, and maybe led by another engine, which goes on from the cursor. */
  until: number
  sending: boolean
  stop: () => void
}

const ANSWER_MS = 10_000
const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 15_000

/**
 * Tells the school what happens in classes, from the log: in the order of each room's log, again and again until it is taken, and
 * after a restart from where it was. Rules [WH1] and [WH3].
 */
export class WebhookSender {
  readonly #options: WebhookSenderOptions
  readonly #feeds = new Map<string, Feed>()
  readonly #closing = new AbortController()

  constructor(options: WebhookSenderOptions) {
    this.#options = options
  }

  /** Goes on with the rooms that were not told of to their end, where `isOurs`. */
  async recover(isOurs: (room: string) => Promise<boolean> = async () => true): Promise<void> {
    for await (const { room, seq } of this.#options.log.rooms()) {
      if (this.#closing.signal.aborted) return
      if ((await this.#options.cursors.get(room)) < seq && (await isOurs(room))) this.follow(room)
    }
  }

  /** Tells of a room from where it was told of last. Again is fine. */
  follow(room: string): void {
    const known = this.#feeds.get(room)
    if (known) known.until = Number.POSITIVE_INFINITY
    if (known || this.#closing.signal.aborted) return
    const feed: Feed = {
      events: [],
      seen: 0,
      until: Number.POSITIVE_INFINITY,
      sending: false,
      stop: () => undefined,
    }
    this.#feeds.set(room, feed)
    this.#begin(room, feed).catch((error: unknown) => this.#failed(room, error))
  }

  /** The room is let go of: what has happened in it so far is told, and no more. */
  async leave(room: string): Promise<void> {
    const feed = this.#feeds.get(room)
    if (!feed) return
    const { seq } = await this.#options.log.info(room)
    feed.until = seq
    this.#stopIfDone(room, feed)
  }

  close(): void {
    this.#closing.abort()
    for (const { stop } of this.#feeds.values()) stop()
    this.#feeds.clear()
  }

  async #begin(room: string, feed: Feed): Promise<void> {
    feed.seen = await this.#retrying(room, 'its cursor cannot be read', () => this.#options.cursors.get(room))
    this.#closing.signal.throwIfAborted()
    feed.stop = this.#options.log.subscribe(room, feed.seen + 1, (entry) => {
      if (entry.seq > feed.until) return
      feed.seen = entry.seq
      const event = webhookOf(room, entry)
      if (event) feed.events.push(event)
      void this.#send(room, feed)
    })
  }

  async #send(room: string, feed: Feed): Promise<void> {
    if (feed.sending) return
    feed.sending = true
    try {
      for (let event = feed.events[0]; event; event = feed.events[0]) {
        await this.#deliver(event)
        feed.events.shift()
        await this.#keep(room, Number(event.id.slice(room.length + 1)))
        if (event.type === 'room.ended') await this.#finish(room, feed)
      }
    } catch (error) {
      this.#failed(room, error)
    } finally {
      feed.sending = false
    }
    this.#stopIfDone(room, feed)
  }

  #stopIfDone(room: string, feed: Feed): void {
    if (feed.seen < feed.until || feed.events.length > 0 || this.#feeds.get(room) !== feed) return
    feed.stop()
    this.#feeds.delete(room)
  }

  /** Nothing that matters follows the end. */
  async #finish(room: string, feed: Feed): Promise<void> {
    const { seq } = await this.#retrying(room, 'its log cannot be read', () => this.#options.log.info(room))
    await this.#keep(room, seq)
    feed.stop()
    this.#feeds.delete(room)
  }

  #keep(room: string, seq: number): Promise<void> {
    return this.#retrying(room, 'its cursor cannot be kept', () => this.#options.cursors.set(room, seq))
  }

  #failed(room: string, error: unknown): void {
    if (!this.#closing.signal.aborted) this.#options.logger.error({ err: error, room }, 'a webhook cannot be sent')
  }

  /** The store may be away for a while. */
  async #retrying<T>(room: string, problem: string, run: () => Promise<T>): Promise<T> {
    const { firstRetryMs = FIRST_RETRY_MS, logger } = this.#options
    for (let wait = firstRetryMs; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      try {
        return await run()
      } catch (error) {
        logger.warn({ err: error, room, retryInMs: wait }, `webhooks of a room wait: ${problem}`)
        await sleep(wait, undefined, { signal: this.#closing.signal, ref: false })
      }
    }
  }

  async #deliver(event: WebhookEvent): Promise<void> {
    const { firstRetryMs = FIRST_RETRY_MS, logger } = this.#options
    for (let wait = firstRetryMs; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      const problem = await this.#post(event)
      if (!problem) return
      logger.warn({ event: event.id, problem, retryInMs: wait }, 'a webhook was not taken')
      await sleep(wait, undefined, { signal: this.#closing.signal, ref: false })
    }
  }

  /** What went wrong; undefined where the event was taken. */
  async #post(event: WebhookEvent): Promise<string | undefined> {
    const body = JSON.stringify(event)
    const t = Math.floor(Date.now() / 1000)
    const v1 = createHmac('sha256', this.#options.secret).update(`${t}.${body}`).digest('hex')
    try {
      const response = await fetch(this.#options.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: `t=${t},v1=${v1}` },
        body,
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(ANSWER_MS)]),
      })
      await response.body?.cancel()
      return response.ok ? undefined : `status ${response.status}`
    } catch (error) {
      this.#closing.signal.throwIfAborted()
      return String((error as Error).cause ?? error)
    }
  }
}
