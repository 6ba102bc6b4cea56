import { Worker } from 'node:worker_threads'
import type { StoreSettings } from '@lectern/recording'
import type { Logger } from 'pino'
import type { TimelineWriting } from './Timelines.ts'
import {
  type FromTimelineThread,
  packEntries,
  type TimelineCalls,
  type TimelineFailure,
  type TimelineMethod,
  type ToTimelineThread,
} from './timelineCalls.ts'

interface Pending {
  resolve: (value: never) => void
  reject: (error: TimelineError) => void
}

/** What the thread could not do. */
export class TimelineError extends Error {
  readonly code: TimelineFailure['code']

  constructor({ code, message }: TimelineFailure) {
    super(message)
    this.name = 'TimelineError'
    this.code = code
  }
}

const MAIN = new URL('./timelineWorker.ts', import.meta.url)

/** The thread beside the engine that folds logs into timelines and writes them to the store. One that dies is replaced by the next call. */
export class TimelineThread implements TimelineWriting {
  readonly #store: StoreSettings
  readonly #logger: Logger
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | undefined
  #calls = 0
  #isClosed = false

  constructor(store: StoreSettings, logger: Logger) {
    this.#store = store
    this.#logger = logger
  }

  /** Throws a TimelineError. */
  call<Method extends TimelineMethod>(method: Method, room: string): Promise<TimelineCalls[Method]> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new TimelineError({ code: 'NOT_OPEN', message: 'the engine stops' })
      this.#calls += 1
      this.#pending.set(this.#calls, { resolve, reject })
      this.#post({ id: this.#calls, method, room })
    })
  }

  /** Gives the next entries of an open room, encoded; what goes wrong is told by the next call. */
  take(room: string, fromSeq: number, entries: readonly Uint8Array[]): void {
    if (this.#isClosed || entries.length === 0) return
    const packed = packEntries(entries)
    this.#post({ room, fromSeq, packed }, [packed.buffer])
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#worker?.terminate()
    this.#lost('the engine stops')
  }

  #post(message: ToTimelineThread, transfer: ArrayBuffer[] = []): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(message, transfer)
  }

  #start(): Worker {
    const worker = new Worker(MAIN, { name: 'timelines', workerData: this.#store })
    worker.on('message', (message: FromTimelineThread) => this.#answered(message))
    worker.on('error', (error) => this.#logger.error({ err: error }, 'the thread that writes timelines failed'))
    worker.on('exit', () => {
      this.#worker = undefined
      this.#lost('the thread that writes timelines ended')
    })
    worker.unref()
    return worker
  }

  #answered(message: FromTimelineThread): void {
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if (message.ok) pending?.resolve(message.value as never)
    else pending?.reject(new TimelineError(message.error))
  }

  #lost(message: string): void {
    for (const { reject } of this.#pending.values()) reject(new TimelineError({ code: 'NOT_OPEN', message }))
    this.#pending.clear()
  }
}
