import type { Entry } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { logLine } from './logLine.ts'

const at = { seq: 7, t: Date.UTC(2026, 0, 2, 3, 4, 5, 6) }

test.each<[Entry, string]>([
  [
    { ...at, kind: 'doc', actor: 'ada', document: 'board/1', payload: new Uint8Array(40) },
    '     7  2026-01-02T03:04:05.006Z  doc    ada  board/1  40 bytes',
  ],
  [
    {
      ...at,
      kind: 'peer',
      actor: 'sam',
      payload: { type: 'join', name: 'Sam\nOkafor', role: 'student', guest: false },
    },
    '     7  2026-01-02T03:04:05.006Z  peer   sam  join name="Sam\\nOkafor" role="student" guest=false',
  ],
  [
    { ...at, kind: 'mark', actor: 'server', payload: { type: 'ended' } },
    '     7  2026-01-02T03:04:05.006Z  mark   server  ended',
  ],
])('an entry is one line', (entry, line) => {
  expect(logLine(entry)).toBe(line)
})
