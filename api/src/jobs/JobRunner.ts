import { setMaxListeners } from 'node:events'
import type { Database, Job, Prisma } from '@lectern/prisma'
import type { Logger } from 'pino'
import { JobLease, LEASE_MS } from './JobLease.ts'

/** What others of us left behind is looked for at least so often. */
const LOOK_MS = 10_000
const SHORTEST_LOOK_MS = 50
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 5 * 60_000

export interface Attempt {
  /** 1 for the first; counts those that failed one after the other. */
  attempt: number
  /** Aborted when we stop, or somebody else took the job. */
  signal: AbortSignal
}

/** `done`: the job goes. Otherwise it is due again after so many ms, and that is no failure. */
export type JobOutcome = 'done' | { againInMs: number }

/** `timeline.shown`: a recording was sealed, or an edit of it is shown now. Keys are recordings' ids. */
export type JobEvent = 'timeline.shown' | 'recording.deleted'

/** Work of one kind; a job's `key` says what it is about. What throws is tried again, after ever longer pauses. */
export interface JobKind {
  kind: string
  /** So many at once in this process, at most. */
  atOnce: number
  /** What it is asked for by itself with, besides. */
  on?: JobEvent
  run(key: string, attempt: Attempt): Promise<JobOutcome>
}

interface Asked {
  inMs?: number
  /** The transaction that it belongs to; call `wake` once that is done. */
  tx?: Prisma.TransactionClient
}

export interface JobRunnerParts {
  db: Database
  log: Logger
  /** Told of each try. */
  onTry?: (kind: string, outcome: 'done' | 'again' | 'failed') => void
}

/** Does work from rows that outlive us. Several may run on one database: each job is done by one of them at a time. */
export class JobRunner {
  readonly #parts: JobRunnerParts
  readonly #kinds = new Map<string, JobKind>()
  readonly #running = new Map<string, Set<Promise<void>>>()
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #lookAgain = false

  constructor(parts: JobRunnerParts) {
    this.#parts = parts
    setMaxListeners(0, this.#stop.signal)
  }

  /** Says how a kind of job is done; before the first `wake`. */
  add(kind: JobKind): void {
    this.#kinds.set(kind.kind, kind)
    this.#running.set(kind.kind, new Set())
  }

  /** Asks for a job. Of one kind and key there is one: asked for while it is under way, it is done once more afterwards. */
  async ask(kind: string, key: string, { inMs = 0, tx }: Asked = {}): Promise<void> {
    const at = new Date(Date.now() + inMs)
    await (tx ?? this.#parts.db).$executeRaw`
      INSERT INTO jobs (kind, key, next_attempt_at) VALUES (${kind}, ${key}, ${at})
      ON CONFLICT (kind, key) DO UPDATE
      SET version = jobs.version + 1, attempts = 0, next_attempt_at = ${at}, problem = NULL`
    if (!tx) this.wake()
  }

  /** Asks for all that follows from something. */
  async tell(event: JobEvent, key: string, asked: Asked = {}): Promise<void> {
    for (const { kind, on } of this.#kinds.values()) if (on === event) await this.ask(kind, key, asked)
  }

  /** Looks for work now. */
  wake(): void {
    if (this.#stop.signal.aborted) return
    if (this.#looking) {
      this.#lookAgain = true
      return
    }
    clearTimeout(this.#timer)
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined
    })
  }

  /** Has what is under way stop, which whoever comes next does again, and starts nothing more. */
  async close(): Promise<void> {
    this.#stop.abort()
    clearTimeout(this.#timer)
    await this.#looking
    await Promise.all([...this.#running.values()].flatMap((each) => [...each]))
  }

  async #look(): Promise<void> {
    let pause = LOOK_MS
    try {
      do {
        this.#lookAgain = false
        for (const kind of this.#kinds.values()) await this.#startDue(kind)
        pause = await this.#untilNext()
      } while (this.#lookAgain && !this.#stop.signal.aborted)
    } catch (err) {
      this.#parts.log.warn({ err }, 'looking for jobs failed')
    }
    if (!this.#stop.signal.aborted) this.#timer = setTimeout(() => this.wake(), pause).unref()
  }

  async #startDue(kind: JobKind): Promise<void> {
    const free = kind.atOnce - this.#runningOf(kind.kind).size
    if (free <= 0 || this.#stop.signal.aborted) return
    for (const job of await this.#claim(kind.kind, free)) this.#start(kind, job)
  }

  #runningOf(kind: string): Set<Promise<void>> {
    return this.#running.get(kind) as Set<Promise<void>>
  }

  async #claim(kind: string, atMost: number): Promise<Job[]> {
    const now = new Date()
    const leasedUntil = new Date(now.getTime() + LEASE_MS)
    return this.#parts.db.$transaction(async (tx) => {
      const due = await tx.$queryRaw<{ key: string }[]>`
        SELECT key FROM jobs
        WHERE kind = ${kind} AND next_attempt_at <= ${now} AND (leased_until IS NULL OR leased_until < ${now})
        ORDER BY next_attempt_at LIMIT ${atMost} FOR UPDATE SKIP LOCKED`
      if (due.length === 0) return []
      return tx.job.updateManyAndReturn({
        where: { kind, key: { in: due.map(({ key }) => key) } },
        data: { leasedUntil, attempts: { increment: 1 } },
      })
    })
  }

  async #untilNext(): Promise<number> {
    const hasRoom = ({ kind, atOnce }: JobKind) => this.#runningOf(kind).size < atOnce
    const kinds = [...this.#kinds.values()].filter(hasRoom).map(({ kind }) => kind)
    const where = { kind: { in: kinds }, leasedUntil: null }
    const next = await this.#parts.db.job.findFirst({ where, orderBy: { nextAttemptAt: 'asc' } })
    if (!next) return LOOK_MS
    return Math.min(LOOK_MS, Math.max(SHORTEST_LOOK_MS, next.nextAttemptAt.getTime() - Date.now()))
  }

  #start(kind: JobKind, job: Job): void {
    const running = this.#runningOf(kind.kind)
    const work = this.#work(kind, job)
      .catch((err: unknown) => this.#parts.log.warn({ err, ...nameOf(job) }, 'a job was not let go of'))
      .finally(() => {
        running.delete(work)
        this.wake()
      })
    running.add(work)
  }

  async #work(kind: JobKind, job: Job): Promise<void> {
    const lease = new JobLease(this.#parts.db, job, this.#stop.signal)
    try {
      const outcome = await kind.run(job.key, { attempt: job.attempts, signal: lease.signal })
      if (outcome === 'done') await lease.done()
      else await lease.again(outcome.againInMs, { attempts: 0, problem: null })
      this.#parts.onTry?.(job.kind, outcome === 'done' ? 'done' : 'again')
    } catch (err) {
      await this.#failed(job, lease, err)
    }
  }

  async #failed(job: Job, lease: JobLease, err: unknown): Promise<void> {
    if (lease.signal.aborted) {
      await lease.again(0, { attempts: job.attempts - 1, problem: job.problem })
      return
    }
    this.#parts.log.warn({ err, ...nameOf(job), attempts: job.attempts }, 'a job failed, and is tried again')
    this.#parts.onTry?.(job.kind, 'failed')
    const problem = err instanceof Error ? err.message : String(err)
    await lease.again(pauseAfter(job.attempts), { attempts: job.attempts, problem })
  }
}

const nameOf = ({ kind, key }: Job) => ({ job: kind, key })
const pauseAfter = (attempts: number) => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1))
