/** An immutable value with listeners, in the form that `useSyncExternalStore` takes. */
export interface ReadableState<Value> {
  /** Returns the function that ends the subscription. Bound: may be passed on as it is. */
  readonly subscribe: (listener: () => void) => () => void
  /** The same object until something changes. Bound. */
  readonly getSnapshot: () => Value
}

export class State<Value> implements ReadableState<Value> {
  #value: Value
  readonly #listeners = new Set<() => void>()

  constructor(value: Value) {
    this.#value = value
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): Value => this.#value

  set(value: Value): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of [...this.#listeners]) listener()
  }

  /** Changes those of the given fields that differ; without a difference nobody is told. */
  patch(fields: Partial<Value>): void {
    const keys = Object.keys(fields) as (keyof Value)[]
    if (keys.every((key) => Object.is(fields[key], this.#value[key]))) return
    this.set({ ...this.#value, ...fields })
  }
}
