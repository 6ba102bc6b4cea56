export const REFUSAL_KEY = 'lectern-refuse-recording'

/** Recorded like everybody else, unless one said otherwise. */
export function parseRefusal(text: string | null): boolean {
  return text === 'true'
}
