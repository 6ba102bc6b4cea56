/** Whether the store takes what is written: not from the first failure, and again from the next success. */
export class StoreHealth {
  readonly #tell: (works: boolean, problem: string) => void
  #works = true

  constructor(tell: (works: boolean, problem: string) => void) {
    this.#tell = tell
  }

  succeeded(): void {
    this.#set(true, '')
  }

  failed(problem: string): void {
    this.#set(false, problem)
  }

  #set(works: boolean, problem: string): void {
    if (works === this.#works) return
    this.#works = works
    this.#tell(works, problem)
  }
}
