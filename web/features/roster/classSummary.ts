import type { Role, StagePerson } from '@lectern/protocol'
import { countOf } from '../room/countOf.ts'

const ROLE_WORDS: Record<Role, string> = { instructor: 'instructor', assistant: 'assistant', student: 'student' }

/** A class in plain text, to be copied: title, start, and everybody who was there. Times in the reader's zone. */
export function classSummary(
  title: string,
  startedAt: number,
  people: Iterable<StagePerson>,
  time: (ms: number) => string,
): string {
  const rows = [...people].sort((a, b) => a.joinedAt - b.joinedAt)
  const lines = rows.map(({ name, role, guest, joinedAt, leftAt, presence }) => {
    const until = presence === 'away' && leftAt !== null ? `until ${time(leftAt)}` : 'here now'
    return `${name} (${guest ? 'guest' : ROLE_WORDS[role]}), from ${time(joinedAt)}, ${until}`
  })
  return [`${title}, started ${time(startedAt)}`, countOf(rows.length, 'person', 'people'), ...lines].join('\n')
}
