import type { ReadableState } from '../../features/classroom/State.ts'

/** Answers with the state's value once it fits. */
export function when<Value>(state: ReadableState<Value>, fits: (value: Value) => boolean): Promise<Value> {
  return new Promise((resolve) => {
    let stop = () => {}
    const look = () => {
      const value = state.getSnapshot()
      if (!fits(value)) return false
      stop()
      resolve(value)
      return true
    }
    if (!look()) stop = state.subscribe(look)
  })
}
