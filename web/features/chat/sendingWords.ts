import type { ClassPhase } from '../classroom/connection.ts'

/** What to say of a line of one's own that the class does not have yet. */
export function sendingWords(phase: ClassPhase): string {
  return phase === 'joined' ? 'Sending…' : 'Not sent yet. It goes out once you are back.'
}
