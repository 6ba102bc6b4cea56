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
  sending: boolean
  stop: () => void
}

const ANSWER_MS = 10_000
const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 60_000

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

  /** Goes on with the rooms that were not told of to their end. */
  async recover(): Promise<void> {
    for await (const { room, seq } of this.#options.log.rooms()) {
      if (this.#closing.signal.aborted) return
      if (this.#options.cursors.get(room) < seq) this.follow(room)
    }
  }

  /** Tells of a room from where it was told of last. Again is fine. */
  follow(room: string): void {
    if (this.#feeds.has(room) || this.#closing.signal.aborted) return
    const seen = this.#options.cursors.get(room)
    const feed: Feed = { events: [], seen, sending: false, stop: () => undefined }
    this.#feeds.set(room, feed)
    feed.stop = this.#options.log.subscribe(room, seen + 1, (entry) => {
      feed.seen = entry.seq
      const event = webhookOf(room, entry)
      if (!event) return
      feed.events.push(event)
      void this.#send(room, feed)
    })
  }

  close(): void {
    this.#closing.abort()
    for (const { stop } of this.#feeds.values()) stop()
    this.#feeds.clear()
  }

  async #send(room: string, feed: Feed): Promise<void> {
    if (feed.sending) return
    feed.sending = true
    try {
      for (let event = feed.events[0]; event; event = feed.events[0]) {
        await this.#deliver(event)
        feed.events.shift()
        await this.#options.cursors.set(room, Number(event.id.slice(room.length + 1)))
        if (event.type === 'room.ended') await this.#finish(room, feed)
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) this.#options.logger.error({ err: error, room }, 'a webhook cannot be sent')
    } finally {
      feed.sending = false
    }
  }

  /** Nothing that matters follows the end. */
  async #finish(room: string, feed: Feed): Promise<void> {
    const { seq } = await this.#options.log.info(room)
    await this.#options.cursors.set(room, seq)
    feed.stop()
    this.#feeds.delete(room)
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
