import type { Database, LiveSession, RoomEnding } from '@lectern/prisma'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { mintJoinToken } from './joinToken.ts'

const ANSWER_MS = 10_000
/** For so long nobody else takes up a request that is under way. */
const LEASE_MS = 3 * ANSWER_MS
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
const GIVE_UP_MS = 24 * 60 * 60 * 1000
/** What others of us left behind is looked for at least so often. */
const LOOK_MS = 30_000

export interface RoomEnderParts {
  db: Database
  config: Config
  log: Logger
}

/** Tells the engine of ended classes, from rows that outlive us, until it has heard. Several may run on one database. */
export class RoomEnder {
  readonly #parts: RoomEnderParts
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #closed = false

  constructor(parts: RoomEnderParts) {
    this.#parts = parts
  }

  /** Looks for work now. */
  wake(): void {
    if (this.#closed) return
    if (this.#running) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#running = this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /** Lets what is under way finish, and starts nothing more. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    let pause = LOOK_MS
    try {
      do {
        this.#again = false
        await this.#endDueRooms()
        pause = await this.#untilNext()
      } while (this.#again && !this.#closed)
    } catch (err) {
      this.#parts.log.error({ err }, 'looking for classes to end failed')
    }
    if (!this.#closed) this.#timer = setTimeout(() => this.wake(), pause).unref()
  }

  async #endDueRooms(): Promise<void> {
    const { db } = this.#parts
    const due = await db.roomEnding.findMany({
      where: { nextAttemptAt: { lte: new Date() } },
      include: { session: true },
      take: 20,
    })
    for (const { session, ...ending } of due) {
      if (!this.#closed && (await this.#claim(ending))) await this.#endRoom(ending, session)
    }
    if (due.length === 20) this.#again = true
  }

  async #untilNext(): Promise<number> {
    const next = await this.#parts.db.roomEnding.findFirst({ orderBy: { nextAttemptAt: 'asc' } })
    if (!next) return LOOK_MS
    return Math.min(LOOK_MS, Math.max(FIRST_PAUSE_MS / 4, next.nextAttemptAt.getTime() - Date.now()))
  }

  async #claim({ sessionId, attempts }: RoomEnding): Promise<boolean> {
    const { count } = await this.#parts.db.roomEnding.updateMany({
      where: { sessionId, attempts },
      data: { attempts: attempts + 1, nextAttemptAt: new Date(Date.now() + LEASE_MS) },
    })
    return count === 1
  }

  async #endRoom(ending: RoomEnding, session: LiveSession): Promise<void> {
    const { db, log } = this.#parts
    const problem = await this.#ask(session)
    const where = { sessionId: session.id }
    if (problem === null) {
      await db.roomEnding.deleteMany({ where })
      log.info({ room: session.id }, 'the engine ended the class')
      return
    }
    const isTooOld = Date.now() - ending.createdAt.getTime() > GIVE_UP_MS
    log[isTooOld ? 'error' : 'warn'](
      { room: session.id, attempts: ending.attempts + 1, problem },
      'the engine did not end the class',
    )
    if (isTooOld) await db.roomEnding.deleteMany({ where })
    else
      await db.roomEnding.updateMany({
        where,
        data: { nextAttemptAt: new Date(Date.now() + pauseAfter(ending.attempts)) },
      })
  }

  /** Null where the room is ended, otherwise what went wrong. */
  async #ask(session: LiveSession): Promise<string | null> {
    const { config } = this.#parts
    try {
      const { token } = await mintJoinToken(config, session, { id: 'service:api', name: 'School', role: 'instructor' })
      const response = await fetch(new URL(`/v1/rooms/${session.id}/end`, config.LECTERN_ENGINE_URL), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      await response.body?.cancel()
      // A class that nobody entered has no room.
      return response.ok || response.status === 404 || response.status === 410 ? null : `status ${response.status}`
    } catch (error) {
      return error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error)
    }
  }
}

const pauseAfter = (attempts: number) => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts)
