import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { createWorker, type types } from 'mediasoup'
import type { Logger } from 'pino'

/** Something of a room that lives on a worker and weighs on it. */
export interface Tenant {
  /** Consumers, had or expected. */
  readonly load: number
}

export interface MediaWorker {
  readonly index: number
  readonly worker: types.Worker
  /** One UDP and one TCP port for all rooms of the worker. */
  readonly webRtcServer: types.WebRtcServer
  readonly tenants: Set<Tenant>
}

export interface WorkerPoolOptions {
  count: number
  /** 0: any free ports. */
  rtcPort: number
  listenIp: string
  announcedAddress: string | undefined
  log: Logger
}

/** How long taken ports are tried again at the start, and how often, ms. */
const PORTS_FREE_MS = 2000
const PORTS_AGAIN_MS = 200
/** Longest wait for a worker where there is none, ms. */
const REPLACED_MS = 2000
const RESPAWN_PAUSES_MS = [0, 100, 500, 2000, 5000]

/** The node's mediasoup workers. One that dies is replaced under the same index and port; what lived on it is told by mediasoup. */
export class WorkerPool extends EventEmitter<{ died: [index: number]; spawned: [index: number] }> {
  readonly #options: WorkerPoolOptions
  readonly #workers = new Map<number, MediaWorker>()
  readonly #ended = new AbortController()

  private constructor(options: WorkerPoolOptions) {
    super()
    this.#options = options
  }

  /** Rejects where a worker cannot start or a port is taken, with a sentence that says what to do. */
  static async start(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options)
    try {
      await Promise.all(Array.from({ length: options.count }, (_, index) => pool.#spawnAtStart(index)))
    } catch (error) {
      await pool.close()
      throw error
    }
    return pool
  }

  /** Those that live now. */
  get workers(): MediaWorker[] {
    return [...this.#workers.values()].sort((a, b) => a.index - b.index)
  }

  /** Resolves once a worker lives, which is at once unless all died just now; rejects where none comes in time. */
  async oneLives(): Promise<void> {
    if (this.#workers.size > 0) return
    await once(this, 'spawned', { signal: AbortSignal.any([this.#ended.signal, AbortSignal.timeout(REPLACED_MS)]) })
  }

  get complete(): boolean {
    return this.#workers.size === this.#options.count
  }

  /** Resolves when the processes are gone. */
  async close(): Promise<void> {
    this.#ended.abort()
    const workers = [...this.#workers.values()]
    this.#workers.clear()
    await Promise.all(workers.map(({ worker }) => endWorker(worker)))
  }

  /** The workers of a node that was killed hold their ports for a moment longer. */
  async #spawnAtStart(index: number): Promise<void> {
    const until = Date.now() + PORTS_FREE_MS
    for (;;) {
      try {
        return await this.#spawn(index)
      } catch (error) {
        if (!errorText(error).includes('in use') || Date.now() > until) throw error
        await wait(PORTS_AGAIN_MS)
      }
    }
  }

  async #spawn(index: number): Promise<void> {
    const worker = await startWorker()
    if (this.#ended.signal.aborted) return worker.close()
    try {
      const webRtcServer = await worker.createWebRtcServer({ listenInfos: this.#listenInfos(index) })
      this.#workers.set(index, { index, worker, webRtcServer, tenants: new Set() })
      this.emit('spawned', index)
    } catch (error) {
      worker.close()
      throw new Error(
        `${this.#portsOf(index)}: ${errorText(error)}. Set LECTERN_SFU_RTC_PORT or LECTERN_SFU_LISTEN_IP.`,
      )
    }
    worker.once('died', (error) => void this.#replace(index, error))
  }

  async #replace(index: number, error: Error): Promise<void> {
    this.#options.log.error({ worker: index, reason: errorText(error) }, 'a media worker died')
    this.#workers.delete(index)
    this.emit('died', index)
    for (let attempt = 0; !this.#ended.signal.aborted; attempt++) {
      try {
        await wait(RESPAWN_PAUSES_MS[Math.min(attempt, RESPAWN_PAUSES_MS.length - 1)], null, {
          signal: this.#ended.signal,
        })
        return await this.#spawn(index)
      } catch (failure) {
        if (this.#ended.signal.aborted) return
        this.#options.log.error(
          { worker: index, reason: errorText(failure) },
          'a media worker could not be replaced yet',
        )
      }
    }
  }

  #portsOf(index: number): string {
    const { rtcPort, listenIp } = this.#options
    return rtcPort === 0 ? `WebRTC ports on ${listenIp}` : `WebRTC port ${rtcPort + index} on ${listenIp}`
  }

  #listenInfos(index: number): types.TransportListenInfo[] {
    const { rtcPort, listenIp, announcedAddress } = this.#options
    const shared = { ip: listenIp, announcedAddress, ...(rtcPort === 0 ? {} : { port: rtcPort + index }) }
    return [
      { protocol: 'udp', ...shared },
      { protocol: 'tcp', ...shared },
    ]
  }
}

async function endWorker(worker: types.Worker): Promise<void> {
  if (worker.subprocessClosed) return
  const ended = new Promise((resolve) => worker.once('subprocessclose', () => resolve(undefined)))
  worker.close()
  await ended
}

async function startWorker(): Promise<types.Worker> {
  try {
    return await createWorker({ logLevel: 'warn', logTags: ['info', 'ice', 'dtls', 'rtp'] })
  } catch (error) {
    throw new Error(
      `the media worker does not start (${errorText(error)}). "npm start" provides it; MEDIASOUP_WORKER_BIN names it.`,
    )
  }
}

const errorText = (error: unknown) => (error instanceof Error ? error.message : String(error))
