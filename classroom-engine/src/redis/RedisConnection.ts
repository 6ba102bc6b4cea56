import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient, RESP_TYPES } from 'redis'
import type { RedisCommand, RedisScript } from './RedisScript.ts'
import { TimeoutError, within } from './within.ts'

type Client = ReturnType<typeof connectable>

/** Text as bytes: payloads are not text. */
const BYTES = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } }
/** Longer than any healthy answer takes, fsync of a slow disk included, ms. */
const ANSWER_MS = 2000
const RETRY_MS = 200

/**
 * A connection to Redis that is made again whenever it is lost. Nothing waits in it: without a connection, and after 2 s without
 * an answer, commands fail, so that whoever sent them can say so and try again. What was sent may have been done none the less.
 */
export class RedisConnection {
  /** `ready`: the connection is there, the first time or again; Redis may have lost anything meanwhile. */
  readonly events = new EventEmitter<{ ready: [] }>()
  readonly #url: string
  readonly #scripts: readonly RedisScript[]
  readonly #closing = new AbortController()
  readonly #ended: Promise<void>
  /** Connected or on the way to it. */
  #latest: Client | undefined
  #client: Client | undefined
  #problem: unknown = new Error('not connected yet')

  constructor(url: string, scripts: readonly RedisScript[]) {
    this.#url = url
    this.#scripts = scripts
    this.#ended = this.#stayConnected()
  }

  /** Answers once connected; throws why not after `patienceMs`. */
  async connected(patienceMs: number): Promise<void> {
    if (this.#client) return
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(patienceMs)])
    await once(this.events, 'ready', { signal }).catch(() => {
      throw this.#problem
    })
  }

  /** Sends commands as one pipeline, in order. Throws the first error among their replies after all have come. */
  async send(commands: readonly RedisCommand[]): Promise<unknown[]> {
    const client = this.#client
    if (!client) throw new Error('Redis cannot be reached', { cause: this.#problem })
    const replies = Promise.allSettled(commands.map((each) => client.sendCommand(each, BYTES)))
    const settled = await within(ANSWER_MS, replies, 'Redis').catch((error: unknown) => {
      // What comes after it on this connection would be late as well.
      if (error instanceof TimeoutError) this.#drop(client, error)
      throw error
    })
    return settled.map((each) => {
      if (each.status === 'fulfilled') return each.value
      // Scripts that were loaded are gone: they are loaded again with the next connection.
      if (String(each.reason).includes('NOSCRIPT')) this.#drop(client, each.reason)
      throw each.reason
    })
  }

  async close(): Promise<void> {
    this.#closing.abort()
    if (this.#latest) this.#drop(this.#latest, new Error('closed'))
    await this.#ended
  }

  async #stayConnected(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      const client = connectable(this.#url)
      this.#latest = client
      const lost = new Promise<void>((resolve) => {
        client.on('error', (error: unknown) => {
          this.#problem = error
          resolve()
        })
        client.on('end', resolve)
      })
      try {
        await within(ANSWER_MS, this.#prepare(client), 'Redis')
        this.#client = client
        this.events.emit('ready')
        await lost
      } catch (error) {
        this.#problem = error
      }
      this.#drop(client, this.#problem)
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  async #prepare(client: Client): Promise<void> {
    await client.connect()
    await Promise.all(this.#scripts.map(({ source }) => client.sendCommand(['SCRIPT', 'LOAD', source])))
  }

  #drop(client: Client, problem: unknown): void {
    this.#problem = problem
    if (this.#client === client) this.#client = undefined
    if (client.isOpen) client.destroy()
  }
}

/** Connects once: making connections again is ours, so that one that hangs while it is made is given up as well. */
function connectable(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: { reconnectStrategy: false, connectTimeout: ANSWER_MS },
  })
}
