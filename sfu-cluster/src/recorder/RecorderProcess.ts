import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import type { StoreSettings } from '@lectern/recording'
import type { Logger } from 'pino'
import type { FromRecorder, Told, ToRecorder } from './recorderMessages.ts'

interface Events {
  /** It listens on this UDP port. */
  up: [port: number]
  /** It is gone, and what it had not stored with it. */
  down: []
  message: [message: Told]
}

const MAIN = join(import.meta.dirname, 'main.ts')
const RESPAWN_PAUSES_MS = [0, 100, 500, 2000, 5000]
/** One that lived for so long gets a successor at once again, ms. */
const HEALTHY_MS = 10_000
/** Longest wait for an end in good order, ms. */
const END_MS = 8000

/** The recorder of a node, in a process of its own that is there from the first use on; one that dies is replaced. */
export class RecorderProcess extends EventEmitter<Events> {
  /** Times that it died. */
  deaths = 0
  readonly #store: StoreSettings
  readonly #log: Logger
  #child: ChildProcess | undefined
  #port: number | undefined
  #startedAt = 0
  #failures = 0
  #respawn: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(store: StoreSettings, log: Logger) {
    super()
    this.#store = store
    this.#log = log
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Its UDP port on loopback, while it is there. */
  get port(): number | undefined {
    return this.#port
  }

  /** Starts it where it is not. */
  start(): void {
    if (!this.#child && !this.#respawn && !this.#isClosed) this.#spawn()
  }

  /** Lost where it is not there. */
  send(message: ToRecorder): void {
    if (this.#child?.connected) this.#child.send(message, () => undefined)
  }

  /** Has it store what is open, and ends it. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#respawn)
    const child = this.#child
    if (!child) return
    const gone = once(child, 'close')
    this.send({ type: 'end' })
    const tooLate = setTimeout(() => child.kill('SIGKILL'), END_MS)
    await gone
    clearTimeout(tooLate)
  }

  #spawn(): void {
    this.#respawn = undefined
    this.#startedAt = Date.now()
    const child = fork(MAIN, [], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child = child
    child.on('message', (message: FromRecorder) => this.#onMessage(message))
    child.on('error', (error) => this.#log.error({ reason: error.message }, 'the recorder failed'))
    // 'exit' comes before the last that it said.
    child.once('close', (code, signal) => this.#gone(code, signal))
    this.send({ type: 'start', store: this.#store })
  }

  #onMessage(message: FromRecorder): void {
    if (message.type === 'up') {
      this.#port = message.port
      this.emit('up', message.port)
    } else this.emit('message', message)
  }

  #gone(code: number | null, signal: string | null): void {
    this.#child = undefined
    this.#port = undefined
    if (this.#isClosed) return
    this.deaths += 1
    this.#log.error({ code, signal }, 'the recorder died')
    this.emit('down')
    this.#failures = Date.now() - this.#startedAt > HEALTHY_MS ? 0 : this.#failures + 1
    const pause = RESPAWN_PAUSES_MS[Math.min(this.#failures, RESPAWN_PAUSES_MS.length - 1)]
    this.#respawn = setTimeout(() => this.#spawn(), pause)
  }
}
