import type { Database, Job } from '@lectern/prisma'

/** Whoever works on a job holds it for so long, and says again and again that it does. */
export const LEASE_MS = 30_000
const RENEW_MS = LEASE_MS / 3

/** One try of a job, which nobody else makes while we hold it. */
export class JobLease {
  readonly #db: Database
  readonly #job: Job
  readonly #lost = new AbortController()
  readonly #timer: NodeJS.Timeout
  #until: Date | null
  #renewing: Promise<void> | undefined
  /** Aborted when we stop, or somebody else has the job now. */
  readonly signal: AbortSignal

  constructor(db: Database, job: Job, stop: AbortSignal) {
    this.#db = db
    this.#job = job
    this.#until = job.leasedUntil
    this.signal = AbortSignal.any([stop, this.#lost.signal])
    this.#timer = setInterval(() => this.#renewSoon(), RENEW_MS).unref()
  }

  /** Removes the job, unless it was asked for again meanwhile. */
  async done(): Promise<void> {
    await this.#end()
    const { count } = await this.#db.job.deleteMany({ where: { ...this.#ours, version: this.#job.version } })
    if (count === 0) await this.#letGo()
  }

  /** Leaves the job for later. */
  async again(inMs: number, { attempts, problem }: Pick<Job, 'attempts' | 'problem'>): Promise<void> {
    await this.#end()
    const { count } = await this.#db.job.updateMany({
      where: { ...this.#ours, version: this.#job.version },
      data: { leasedUntil: null, nextAttemptAt: new Date(Date.now() + inMs), attempts, problem },
    })
    if (count === 0) await this.#letGo()
  }

  get #ours() {
    return { kind: this.#job.kind, key: this.#job.key, leasedUntil: this.#until }
  }

  // Asked for again meanwhile, it is due now.
  async #letGo(): Promise<void> {
    await this.#db.job.updateMany({ where: this.#ours, data: { leasedUntil: null } })
  }

  async #end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#renewing
  }

  #renewSoon(): void {
    this.#renewing = this.#renew().catch(() => {
      // The database is away: whoever takes the job once the lease has run out, we learn of it at the next try.
    })
  }

  async #renew(): Promise<void> {
    const leasedUntil = new Date(Date.now() + LEASE_MS)
    const { count } = await this.#db.job.updateMany({ where: this.#ours, data: { leasedUntil } })
    if (count === 1) this.#until = leasedUntil
    else this.#lost.abort()
  }
}
