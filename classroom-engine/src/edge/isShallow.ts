/** Depth of what a command may hold: parameters of media are the deepest, with six or seven. */
const DEPTH = 24

/** Whether a payload can be walked through, and written again, by functions that call themselves. */
export function isShallow(value: unknown, depth = DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((each) => isShallow(each, depth - 1))
}
