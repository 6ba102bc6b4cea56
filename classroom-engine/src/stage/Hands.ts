import type { Stage } from './Stage.ts'

/** Raised hands in the order of raising. */
export class Hands {
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** A hand that is up keeps its place. */
  raise(userId: string, at: number): void {
    if (this.#stage.hands.has(userId)) return
    const orders = this.#stage.hands.entries().map(([, hand]) => hand.order)
    this.#stage.hands.set(userId, { at, order: Math.max(0, ...orders) + 1 })
  }

  lower(userId: string): void {
    this.#stage.hands.delete(userId)
  }

  /** 1 = next; 0 = not raised. */
  position(userId: string): number {
    const own = this.#stage.hands.get(userId)
    if (!own) return 0
    return this.#stage.hands.entries().filter(([, hand]) => hand.order <= own.order).length
  }
}
