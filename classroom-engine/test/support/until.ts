interface Emitter {
  on(event: string, listener: () => void): unknown
  off(event: string, listener: () => void): unknown
}

/** Answers as soon as `check` holds, looked at now and at each `event` of the emitter. */
export function until(emitter: Emitter, event: string, check: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!check()) return
      emitter.off(event, look)
      resolve()
    }
    emitter.on(event, look)
    look()
  })
}
