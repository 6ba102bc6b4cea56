/**
 * Work on an environment that will be closed. lmdb throws out of a timer, where nobody can catch it, when it is read from while it
 * closes or written to afterwards; so nothing may begin then, and what has begun is waited for.
 */
export class OpenWork {
  readonly #running = new Set<Promise<unknown>>()
  #isClosed = false

  /** Throws a StoreClosedError. */
  mustBeOpen(): void {
    if (this.#isClosed) throw new StoreClosedError()
  }

  /** Rejects with a StoreClosedError once it is closed. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.mustBeOpen()
    const running = work()
    this.#running.add(running)
    try {
      return await running
    } finally {
      this.#running.delete(running)
    }
  }

  /** Resolves when nothing is at work any more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.allSettled(this.#running)
  }
}

/** The engine stops. */
export class StoreClosedError extends Error {
  constructor() {
    super('the store is closed; start the engine again')
    this.name = 'StoreClosedError'
  }
}
