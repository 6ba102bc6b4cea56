import { COMMANDS } from '@lectern/protocol'
import type { ClassroomClient } from './ClassroomClient.ts'

/** While somebody types, the engine is told again within its 6 s. */
const REPEAT_MS = 3000
/** Nothing typed for so long: stopped. */
const IDLE_MS = 4000

/** Tells the others that I type: to everyone (`null`) or to one person. Knows no React. */
export class TypingSender {
  readonly #client: ClassroomClient
  /** To whom → when the engine was told last. */
  readonly #toldAt = new Map<string | null, number>()
  readonly #idleTimers = new Map<string | null, ReturnType<typeof setTimeout>>()

  constructor(client: ClassroomClient) {
    this.#client = client
  }

  /** Call at every key in a message box. */
  handleInput(to: string | null = null): void {
    clearTimeout(this.#idleTimers.get(to))
    this.#idleTimers.set(
      to,
      setTimeout(() => this.handleStop(to), IDLE_MS),
    )
    if (Date.now() - (this.#toldAt.get(to) ?? 0) < REPEAT_MS) return
    this.#toldAt.set(to, Date.now())
    this.#tell(to, true)
  }

  /** Call when the box was emptied or the message sent. */
  handleStop(to: string | null = null): void {
    clearTimeout(this.#idleTimers.get(to))
    if (this.#toldAt.delete(to)) this.#tell(to, false)
  }

  close(): void {
    for (const timer of this.#idleTimers.values()) clearTimeout(timer)
    this.#toldAt.clear()
  }

  #tell(to: string | null, typing: boolean): void {
    // A lost hint that somebody types is no loss.
    void this.#client.request(COMMANDS.typing, { typing, to }).catch(() => undefined)
  }
}
