import type { ErrorCode } from '@lectern/protocol'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Session } from './room/Session.ts'

const MILLISECONDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096]

/** What is asked when the metrics are. */
type Now = 'rooms' | 'relayedRooms' | 'links' | 'people' | 'documents' | 'sessions' | 'timelines' | 'timelineLagMs'

/** What `/metrics` tells. */
export class EngineMetrics {
  readonly #registry = new Registry()
  readonly #applyMs = this.#histogram('lectern_engine_step_apply_ms', 'Time to apply what was queued for a step, ms.')
  readonly #commitMs = this.#histogram('lectern_engine_step_commit_ms', 'Time until a step was durable, ms.')
  readonly #entries = this.#counter('lectern_engine_log_entries_total', 'Entries appended to room logs.')
  readonly #bytes = this.#counter('lectern_engine_log_bytes_total', 'Bytes of document updates appended to room logs.')
  readonly #failures = this.#counter(
    'lectern_engine_commit_failures_total',
    'Commits that failed and were tried again.',
  )
  readonly #edits = this.#counter('lectern_engine_edits_total', 'Edits of people that reached a step.')
  readonly #reconnects = this.#counter(
    'lectern_engine_reconnects_total',
    'People who were cut off and were in class again within a minute.',
  )
  readonly #joinMs = this.#histogram(
    'lectern_engine_join_ms',
    'Time from asking to come in to being in class, without those who waited to be let in, ms.',
  )
  readonly #mediaGapMs = this.#histogram(
    'lectern_engine_media_gap_ms',
    'Time without sound and picture after a loss, as clients tell it, ms.',
  )
  readonly #timelineFlushMs = this.#histogram(
    'lectern_timeline_flush_ms',
    'Time until what happened in a recorded class was in the store, ms.',
  )
  readonly #timelineSealMs = this.#histogram(
    'lectern_timeline_seal_ms',
    'Time to make one object of the timeline of a class that ended, ms.',
  )
  readonly #timelineFailures = this.#counter(
    'lectern_timeline_failures_total',
    'Attempts to write timelines that failed and were made again.',
  )
  readonly #refused = new Counter({
    name: 'lectern_engine_refused_total',
    help: 'Connections ended and commands refused, by error code.',
    labelNames: ['code'],
    registers: [this.#registry],
  })

  constructor(now: Record<Now, () => number>) {
    collectDefaultMetrics({ register: this.#registry, prefix: 'lectern_engine_' })
    this.#gauge('lectern_engine_rooms', 'Rooms in memory, which this engine leads.', now.rooms)
    this.#gauge(
      'lectern_engine_relayed_rooms',
      'Rooms that other engines lead and people here are in.',
      now.relayedRooms,
    )
    this.#gauge('lectern_engine_links', 'Links with other engines, in either direction.', now.links)
    this.#gauge('lectern_engine_people', 'People in class in rooms that this engine leads.', now.people)
    this.#gauge('lectern_engine_document_connections', 'Sockets at documents.', now.documents)
    this.#gauge('lectern_engine_sessions', 'Sockets for commands.', now.sessions)
    this.#gauge('lectern_timeline_rooms', 'Rooms whose timeline is being written.', now.timelines)
    this.#gauge(
      'lectern_timeline_lag_seconds',
      'How long what waits longest has waited to be in a timeline, seconds.',
      () => now.timelineLagMs() / 1000,
    )
  }

  readonly step = (step: { applyMs: number; commitMs: number; entries: number; bytes: number }): void => {
    this.#applyMs.observe(step.applyMs)
    if (step.entries === 0) return
    this.#commitMs.observe(step.commitMs)
    this.#entries.inc(step.entries)
    this.#bytes.inc(step.bytes)
  }

  readonly edited = (count: number): void => this.#edits.inc(count)

  readonly reconnected = (): void => this.#reconnects.inc()

  readonly joined = ({ askedAt, waitingSince }: Session): void => {
    if (waitingSince === 0) this.#joinMs.observe(performance.now() - askedAt)
  }

  readonly mediaGap = (ms: number): void => this.#mediaGapMs.observe(ms)

  readonly timelineFlushed = (ms: number): void => this.#timelineFlushMs.observe(ms)

  readonly timelineSealed = (ms: number): void => this.#timelineSealMs.observe(ms)

  readonly timelineFailed = (): void => this.#timelineFailures.inc()

  readonly commitFailed = (): void => this.#failures.inc()

  readonly refused = (code: ErrorCode): void => this.#refused.inc({ code })

  get contentType(): string {
    return this.#registry.contentType
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: MILLISECONDS, registers: [this.#registry] })
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.#registry] })
  }

  #gauge(name: string, help: string, value: () => number): void {
    const collect = function (this: Gauge) {
      this.set(value())
    }
    new Gauge({ name, help, registers: [this.#registry], collect })
  }
}
