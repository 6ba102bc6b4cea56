/** No answer came in time. What was asked for may have been done, or may still be. */
export class TimeoutError extends Error {
  override name = 'TimeoutError'
}

/** The promise's outcome, or a TimeoutError after `ms`. */
export async function within<T>(ms: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`${what} did not answer in ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
