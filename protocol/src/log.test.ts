import { describe, expect, test } from 'vitest'
import { decodeEntry, encodeEntry, type NewEntry } from './log.ts'

const entries: NewEntry[] = [
  { kind: 'doc', actor: 'ada', document: 'board/1', payload: new Uint8Array([1, 2, 255, 0]) },
  { kind: 'peer', actor: 'sam', payload: { type: 'join', name: 'Sam', role: 'student', guest: false } },
  { kind: 'peer', actor: 'sam', payload: { type: 'vote', poll: 'poll-12345', options: [0, 2], text: null } },
  { kind: 'media', actor: 'ada', payload: { type: 'started', producerId: 'p', peerId: 'q', source: 'camera' } },
  { kind: 'mark', actor: 'server', payload: { type: 'ended' } },
]

describe('log entries', () => {
  test.each(entries)('[LG9] $kind entry comes back as it was', (entry) => {
    const t = Date.UTC(2026, 10, 22)
    expect(decodeEntry(7, encodeEntry(entry, t))).toEqual({ ...entry, seq: 7, t })
  })

  test('[LG9] an unknown format is refused', () => {
    const bytes = encodeEntry(entries[0]!, 1)
    bytes[0] = 99
    expect(() => decodeEntry(1, bytes)).toThrow(/format 99/)
  })

  test('[LG9] a payload that does not fit is refused', () => {
    const bytes = encodeEntry({ kind: 'mark', actor: 'x', payload: { type: 'ended' } }, 1)
    const broken = new TextDecoder().decode(bytes).replace('ended', 'ENDED')
    expect(() => decodeEntry(1, new TextEncoder().encode(broken))).toThrow()
  })
})
