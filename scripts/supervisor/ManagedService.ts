import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { answers } from '../support/answers.ts'
import { boundToParent } from '../support/boundToParent.ts'
import type { LogFile } from './LogFile.ts'

export interface ServiceSpec {
  name: string
  command: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Answers 200 once the service can work. */
  readyUrl: string
}

export interface ServiceHooks {
  /** Becomes its standard output and standard error. */
  log: LogFile
  /** Called when it ended unasked and will be started again after `afterMs`. */
  onCrash?: (service: ManagedService, how: string, afterMs: number) => void
  /** Called with the process id of each new process. */
  onSpawn?: (service: ManagedService, pid: number) => void
}

/** Why a service could not be started: what it said last. */
export class ServiceFailure extends Error {
  override name = 'ServiceFailure'
}

const READY_MS = 90_000
const POLL_MS = 50
const SHOWN_LINES = 30
const STOP_MS = 10_000
const FIRST_BACKOFF_MS = 250
const LAST_BACKOFF_MS = 10_000
/** A service that ran this long has recovered: its next crash waits the shortest time again. */
const STEADY_MS = 30_000

/** One child process that is started again whenever it ends unasked, later and later if it keeps ending. */
export class ManagedService {
  readonly spec: ServiceSpec
  readonly #hooks: ServiceHooks
  #child: ChildProcess | undefined
  #ended: Promise<unknown> = Promise.resolve()
  #wanted = false
  #crashes = 0
  #wait: AbortController | undefined

  constructor(spec: ServiceSpec, hooks: ServiceHooks) {
    this.spec = spec
    this.#hooks = hooks
  }

  get name(): string {
    return this.spec.name
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Resolves once it is ready. If it ends before that, throws a `ServiceFailure` and does not try again. */
  async start(): Promise<void> {
    this.#wanted = true
    const { log } = this.#hooks
    const from = log.size
    const child = this.#spawn()
    const ended = once(child, 'exit').then(([code, signal]) => how(code, signal))
    const outcome = await Promise.race([this.#ready(child), ended])
    if (outcome === undefined) {
      void ended.then((reason) => this.#crashed(child, reason))
      return
    }
    this.#wanted = false
    child.kill('SIGKILL')
    throw new ServiceFailure(
      `${this.name} could not start (${outcome}):\n${log.lastLines(SHOWN_LINES, from).join('\n')}`,
    )
  }

  /** Sends a signal that ends it, and resolves when the supervisor has it ready again. */
  async restart(signal: NodeJS.Signals): Promise<void> {
    const before = this.#child
    before?.kill(signal)
    while (this.#child === before || this.#child === undefined) await delay(POLL_MS)
    await this.#ready(this.#child)
  }

  /** Asks it to end, makes it end after ten seconds, resolves when it has. */
  async stop(): Promise<void> {
    this.#wanted = false
    this.#wait?.abort()
    const child = this.#child
    if (!child) return
    child.kill('SIGTERM')
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await this.#ended
    clearTimeout(impatience)
  }

  #spawn(): ChildProcess {
    const [command, ...args] = boundToParent(this.spec.command)
    // Its own process group: Ctrl-C in the terminal must reach us alone, so that we can stop things in order.
    const child = spawn(command!, args, {
      cwd: this.spec.cwd,
      env: this.spec.env,
      detached: true,
      stdio: ['ignore', this.#hooks.log.fd, this.#hooks.log.fd],
    })
    child.on('error', (error) => this.#hooks.log.write(error.message))
    this.#child = child
    this.#ended = once(child, 'exit').catch(() => undefined)
    if (child.pid !== undefined) this.#hooks.onSpawn?.(this, child.pid)
    return child
  }

  /** Resolves with nothing when it answers, or with the reason why waiting was given up. */
  async #ready(child: ChildProcess): Promise<string | undefined> {
    const deadline = Date.now() + READY_MS
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) return how(child.exitCode, child.signalCode)
      if (await answers(this.spec.readyUrl)) return undefined
      await delay(POLL_MS)
    }
    return `not ready after ${READY_MS / 1000} s`
  }

  async #crashed(child: ChildProcess, reason: string): Promise<void> {
    if (!this.#wanted || this.#child !== child) return
    this.#child = undefined
    const afterMs = Math.min(FIRST_BACKOFF_MS * 2 ** this.#crashes, LAST_BACKOFF_MS)
    this.#crashes += 1
    this.#hooks.onCrash?.(this, reason, afterMs)
    this.#wait = new AbortController()
    await delay(afterMs, undefined, { signal: this.#wait.signal }).catch(() => undefined)
    if (!this.#wanted) return
    const next = this.#spawn()
    const steady = setTimeout(() => {
      this.#crashes = 0
    }, STEADY_MS)
    const [code, signal] = await once(next, 'exit').catch((error: Error) => [error.message, null])
    clearTimeout(steady)
    await this.#crashed(next, how(code, signal))
  }
}

function how(code: number | string | null, signal: NodeJS.Signals | null): string {
  return signal ? `ended by ${signal}` : `ended with code ${code}`
}
