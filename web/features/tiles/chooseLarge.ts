/** Whose picture is large in the speaker layout; null when nobody is there. */
export function chooseLarge(options: {
  /** Everybody with a tile. */
  present: readonly string[]
  me: string
  pinned: string | null
  spotlight: string | null
  /** Who spoke last, not counting oneself. */
  speaker: string | null
  /** Instructors, then assistants. */
  staff: readonly string[]
}): string | null {
  const { present, me, pinned, spotlight, speaker, staff } = options
  const wanted = [pinned, spotlight, speaker, staff.find((id) => id !== me), present.find((id) => id !== me), me]
  return wanted.find((id): id is string => typeof id === 'string' && present.includes(id)) ?? null
}
