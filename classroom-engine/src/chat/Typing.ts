const COALESCE_MS = 500
/** A client repeats `typing: true` within this time while somebody types. */
const TYPING_MS = 6000
/** More names than these nobody reads. */
const MAX_SHOWN = 10

/** What one person is told of who types. */
interface TypingView {
  userIds: string[]
  private: string[]
}

/** Whom a change concerns: everybody in class, or these. */
export type TypingAudience = 'all' | ReadonlySet<string>

const EVERYONE = Symbol('everyone')
type Target = string | typeof EVERYONE

/**
 * Who types now, in the class chat and to whom in private. Lives in memory only. Tells of changes at most every 500 ms, and
 * forgets somebody who has not said so for 6 s.
 */
export class Typing {
  readonly #onChange: (audience: TypingAudience) => void
  /** To whom → who types → until when (epoch ms of this process). */
  readonly #until = new Map<Target, Map<string, number>>()
  /** What was told last, per target. */
  readonly #told = new Map<Target, string[]>()
  #timer: NodeJS.Timeout | undefined
  #timerAt = Number.POSITIVE_INFINITY
  #flushedAt = Number.NEGATIVE_INFINITY

  constructor(onChange: (audience: TypingAudience) => void) {
    this.#onChange = onChange
  }

  /** `to`: the person who is written to in private, or null for the class chat. */
  set(userId: string, to: string | null, typing: boolean): void {
    const target = to ?? EVERYONE
    if (typing) this.#writers(target).set(userId, Date.now() + TYPING_MS)
    else this.#until.get(target)?.delete(userId)
    this.#flushBy(Math.max(Date.now(), this.#flushedAt + COALESCE_MS))
  }

  /** As told last; one's own typing is left out. */
  view(userId: string): TypingView {
    const userIds = (this.#told.get(EVERYONE) ?? []).filter((each) => each !== userId)
    return { userIds, private: this.#told.get(userId) ?? [] }
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#until.clear()
  }

  #writers(target: Target): Map<string, number> {
    const writers = this.#until.get(target) ?? new Map<string, number>()
    this.#until.set(target, writers)
    return writers
  }

  #flushBy(at: number): void {
    if (this.#timerAt <= at) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, at - Date.now()))
    this.#timer.unref()
  }

  #flush(): void {
    this.#timerAt = Number.POSITIVE_INFINITY
    this.#flushedAt = Date.now()
    const changed = [...new Set([...this.#until.keys(), ...this.#told.keys()])].filter((each) => this.#refresh(each))
    const next = Math.min(...[...this.#until.values()].flatMap((writers) => [...writers.values()]))
    if (Number.isFinite(next)) this.#flushBy(Math.max(next, this.#flushedAt + COALESCE_MS))
    if (changed.includes(EVERYONE)) this.#onChange('all')
    else if (changed.length > 0) this.#onChange(new Set(changed.filter((each) => each !== EVERYONE)))
  }

  /** Brings `told` of one target up to date; true where it changed. */
  #refresh(target: Target): boolean {
    const writers = this.#until.get(target) ?? new Map<string, number>()
    for (const [userId, until] of writers) if (until <= this.#flushedAt) writers.delete(userId)
    if (writers.size === 0) this.#until.delete(target)
    const shown = [...writers.keys()].slice(0, MAX_SHOWN)
    const before = this.#told.get(target) ?? []
    if (shown.length > 0) this.#told.set(target, shown)
    else this.#told.delete(target)
    return shown.join(' ') !== before.join(' ')
  }
}
