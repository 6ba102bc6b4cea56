import { type Entry, encodeEntry } from '@lectern/protocol'

/** Entries of one room's log on their way into its timeline. */
export class TimelineFeed {
  readonly room: string
  /** Encoded entries that the thread was not given yet, and the first one's place. */
  #batch: Uint8Array[] = []
  #batchFrom = 1
  batchBytes = 0
  /** The last entry that came. */
  #seen = 0
  /** The last entry to write: set when the room is let go of, and maybe led by another engine, which goes on. */
  #until = Number.POSITIVE_INFINITY
  /** When the first entry came that is not written, or on its way to be, monotonic, ms. */
  #waitingSince: number | undefined
  #flushingSince: number | undefined
  /** Since when its timeline cannot be opened, or is on its way to be. */
  #openingSince: number | undefined
  hasEnded = false
  /** Ends the subscription to the log. */
  stop: () => void = () => undefined
  #wake: () => void = () => undefined

  constructor(room: string) {
    this.room = room
  }

  get isLeaving(): boolean {
    return this.#until < Number.POSITIVE_INFINITY
  }

  /** All that is to be written has come: the end of the class, or what there was when the room was let go of. */
  get isComplete(): boolean {
    return this.hasEnded || this.#seen >= this.#until
  }

  get isWritten(): boolean {
    return this.isComplete && this.#waitingSince === undefined
  }

  /** How long the oldest entry has waited to be written, ms. */
  get lagMs(): number {
    const since = this.#openingSince ?? this.#flushingSince ?? this.#waitingSince
    return since === undefined ? 0 : performance.now() - since
  }

  take(entry: Entry): void {
    const bytes = encodeEntry(entry, entry.t)
    if (this.#batch.length === 0) this.#batchFrom = entry.seq
    this.#batch.push(bytes)
    this.batchBytes += bytes.length
    this.#seen = entry.seq
    if (entry.kind === 'mark' && entry.payload.type === 'ended') this.hasEnded = true
    if (this.#waitingSince !== undefined && !this.isComplete) return
    this.#waitingSince ??= performance.now()
    this.#wake()
  }

  /** Hands out the entries that came since it did so last. */
  takeBatch(): { fromSeq: number; entries: Uint8Array[] } {
    const taken = { fromSeq: this.#batchFrom, entries: this.#batch }
    this.#batch = []
    this.batchBytes = 0
    return taken
  }

  /** What came before this is written by `flush`, or the feed begins anew. */
  async flushing(flush: () => Promise<unknown>): Promise<void> {
    this.#flushingSince = this.#waitingSince
    this.#waitingSince = undefined
    try {
      await flush()
    } finally {
      this.#flushingSince = undefined
    }
  }

  opening(): void {
    this.#openingSince ??= performance.now()
  }

  /** The log comes anew, from this entry on. */
  beginAnew(fromSeq: number, hasEnded: boolean): void {
    this.#openingSince = undefined
    this.takeBatch()
    this.#seen = fromSeq - 1
    this.#waitingSince = undefined
    this.hasEnded = hasEnded
  }

  leaveAfter(seq: number): void {
    this.#until = seq
    this.#wake()
  }

  stay(): void {
    this.#until = Number.POSITIVE_INFINITY
  }

  /** Answers when something is to be written: `ms` after the first of it came, or once all has come. */
  async due(ms: number): Promise<void> {
    while (this.#waitingSince === undefined && !this.isComplete) await this.#woken()
    if (this.isComplete) return
    const timer = setTimeout(() => this.#wake(), ms)
    await this.#woken()
    clearTimeout(timer)
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}
