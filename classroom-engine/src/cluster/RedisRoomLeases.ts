import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { keysOfRoom } from '../redis/keysOfRoom.ts'
import type { RedisConnection } from '../redis/RedisConnection.ts'
import type { RedisScript } from '../redis/RedisScript.ts'
import { CLAIM, HOLD, RELEASE, SEIZE } from './RedisLeaseScripts.ts'
import type { EngineAddress, Lease, RoomLeases } from './RoomLeases.ts'

/** How long an engine counts as alive after it last said so, ms. */
const ALIVE_MS = 3000
const HEARTBEAT_MS = 1000
/** After Redis lost its data, how long engines have to put back what they hold before others may claim it, ms. */
const GRACE_MS = 2000

/** Gone when Redis has lost its data. */
const GENERATION_KEY = 'lectern:generation'

const engineKey = (instance: string): string => `lectern:engine:${instance}`

/**
 * Leases that engines share in Redis. A room's lease is kept beside where its log stands, so that claiming it and fencing off the
 * leader before are one step. When Redis comes back without its data, each engine puts back what it holds, and nobody claims
 * anything new for 2 s; one that is later than that finds that it leads no more.
 */
export class RedisRoomLeases implements RoomLeases {
  readonly engine: EngineAddress
  readonly #redis: RedisConnection
  readonly #held = new Map<string, number>()
  #heartbeat: NodeJS.Timeout | undefined
  #generation: string | undefined
  /** What claims wait for after a reconnect. */
  #grace: Promise<void> = Promise.resolve()

  constructor(redis: RedisConnection, engine: EngineAddress) {
    this.#redis = redis
    this.engine = engine
    redis.events.on('ready', () => {
      // Where this fails, the connection is lost again, and it runs again with the next.
      this.#grace = this.#comeBack().catch(() => undefined)
    })
  }

  async register(): Promise<void> {
    this.#heartbeat ??= setInterval(() => void this.#sayAlive().catch(() => undefined), HEARTBEAT_MS).unref()
    await this.#sayAlive()
  }

  async isAlive(instance: string): Promise<boolean> {
    const [count] = await this.#redis.send([['EXISTS', engineKey(instance)]])
    return count === 1
  }

  async engines(): Promise<EngineAddress[]> {
    const keys: string[] = []
    let cursor = '0'
    do {
      const [reply] = await this.#redis.send([['SCAN', cursor, 'MATCH', engineKey('*'), 'COUNT', '1000']])
      const [next, found] = reply as [Buffer, Buffer[]]
      cursor = String(next)
      keys.push(...found.map(String))
    } while (cursor !== '0')
    const urls = await this.#redis.send(keys.map((key) => ['GET', key]))
    return keys.flatMap((key, index) => {
      const url = urls[index]
      // One that went away in between has none.
      return url ? [{ instance: key.slice(engineKey('').length), url: String(url) }] : []
    })
  }

  async find(room: string): Promise<Lease | undefined> {
    const [reply] = await this.#redis.send([['HMGET', keysOfRoom(room).head, 'leader', 'leaderUrl', 'epoch']])
    const [leader, url] = (reply as (Buffer | null)[]).map(String)
    const isOfEarlierRun = url === this.engine.url && leader !== this.engine.instance
    return (reply as unknown[])[0] && !isOfEarlierRun ? this.#leaseOf(room, reply) : undefined
  }

  async claim(room: string): Promise<Lease> {
    await this.#grace
    return this.#leaseOf(room, await this.#run(CLAIM, room))
  }

  async seize(room: string, epochSeen: number): Promise<Lease> {
    await this.#grace
    return this.#leaseOf(room, await this.#run(SEIZE, room, epochSeen))
  }

  async release(room: string, epoch: number): Promise<void> {
    if (this.#held.get(room) === epoch) this.#held.delete(room)
    await this.#run(RELEASE, room, epoch)
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat)
    this.#heartbeat = undefined
    this.#held.clear()
    // Without an answer it is taken for dead a little later.
    await this.#redis.send([['DEL', engineKey(this.engine.instance)]]).catch(() => undefined)
  }

  #leaseOf(room: string, reply: unknown): Lease {
    const [instance, url, epoch] = (reply as Buffer[]).map(String) as [string, string, string]
    const lease = { room, epoch: Number(epoch), engine: { instance, url }, isOurs: instance === this.engine.instance }
    if (lease.isOurs) this.#held.set(room, lease.epoch)
    else this.#held.delete(room)
    return lease
  }

  async #run(script: RedisScript, room: string, ...epoch: number[]): Promise<unknown> {
    const [reply] = await this.#redis.send([this.#call(script, room, ...epoch)])
    return reply
  }

  #call(script: RedisScript, room: string, ...epoch: number[]) {
    const { instance, url } = this.engine
    return script.call([keysOfRoom(room).head], [instance, url, ...epoch])
  }

  async #sayAlive(): Promise<void> {
    const { instance, url } = this.engine
    await this.#redis.send([['SET', engineKey(instance), url, 'PX', String(ALIVE_MS)]])
  }

  /** Redis may have lost anything: puts back what is held, and answers when others have had the time to do so. */
  async #comeBack(): Promise<void> {
    const holds = [...this.#held].map(([room, epoch]) => this.#call(HOLD, room, epoch))
    const [, reply] = await this.#redis.send([
      ['SETNX', GENERATION_KEY, randomUUID()],
      ['GET', GENERATION_KEY],
      ...holds,
    ])
    const before = this.#generation
    this.#generation = String(reply)
    if (this.#heartbeat) await this.#sayAlive()
    if (before !== undefined && before !== this.#generation) await delay(GRACE_MS, undefined, { ref: false })
  }
}
