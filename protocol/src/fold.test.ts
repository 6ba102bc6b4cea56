import { describe, expect, test } from 'vitest'
import { emptyRoomState, foldEntry, PRIVATE_MESSAGES_KEPT, type RoomState } from './fold.ts'
import type { MediaPayload, NewEntry, PeerPayload } from './log.ts'
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts'

function fold(...entries: NewEntry[]): RoomState {
  const state = emptyRoomState()
  for (const [index, entry] of entries.entries())
    foldEntry(state, { ...entry, seq: index + 1, t: 1000 + index }, () => undefined)
  return state
}
const peer = (actor: string, payload: PeerPayload): NewEntry => ({ kind: 'peer', actor, payload })
const media = (actor: string, payload: MediaPayload): NewEntry => ({ kind: 'media', actor, payload })

const joined = peer('sam', { type: 'join', name: 'Sam', role: 'student', guest: false })
const by = 'ada'

describe('the fold', () => {
  test('[LG8] documents get their updates', () => {
    const updates: [string, Uint8Array][] = []
    const entry: NewEntry = { kind: 'doc', actor: 'ada', document: 'board/1', payload: new Uint8Array([1]) }
    foldEntry(emptyRoomState(), { ...entry, seq: 1, t: 1 }, (document, update) => updates.push([document, update]))
    expect(updates).toEqual([['board/1', new Uint8Array([1])]])
  })

  test('people come and go', () => {
    expect(fold(joined).people.get('sam')).toEqual({ name: 'Sam', role: 'student', guest: false, inClass: true })
    expect(fold(joined, peer('sam', { type: 'leave' })).people.get('sam')?.inClass).toBe(false)
    expect(fold(peer('kim', { type: 'leave' })).people.size).toBe(0)
  })

  test('roles that were given are kept', () => {
    expect(fold(joined, peer('sam', { type: 'role', role: 'assistant', by })).roles.get('sam')).toBe('assistant')
  })

  test('guests are admitted or denied, and who is put out has to wait again', () => {
    const admitted = peer('vic', { type: 'admitted', by })
    expect(fold(peer('vic', { type: 'waiting', name: 'Vic' })).admissions.size).toBe(0)
    expect(fold(admitted).admissions.get('vic')).toBe('admitted')
    expect(fold(peer('vic', { type: 'denied', by })).admissions.get('vic')).toBe('denied')
    expect(fold(admitted, peer('vic', { type: 'removed', by })).admissions.size).toBe(0)
  })

  test('removed and banned are out until somebody lets them in again', () => {
    const out = fold(peer('sam', { type: 'removed', by }), peer('kim', { type: 'banned', by }))
    expect([[...out.removed], [...out.banned]]).toEqual([['sam'], ['kim']])
    const back = fold(
      peer('sam', { type: 'removed', by }),
      peer('sam', { type: 'banned', by }),
      peer('sam', { type: 'unbanned', by }),
    )
    expect(back.removed.size + back.banned.size).toBe(0)
  })

  test('the last vote of a voter counts, per poll', () => {
    const vote = (poll: string, option: number) => peer('sam', { type: 'vote', poll, options: [option], text: null })
    const { votes } = fold(vote('p', 0), vote('p', 1), vote('q', 0))
    expect(votes.get('p')).toEqual(new Map([['sam', { options: [1], text: null }]]))
    expect(votes.get('q')?.size).toBe(1)
  })

  test('private messages are kept for both, the latest only', () => {
    const message = (n: number) => peer('sam', { type: 'private', id: `m${n}`, n, to: 'ada', text: 'x' })
    const state = fold(...Array.from({ length: PRIVATE_MESSAGES_KEPT + 5 }, (_, n) => message(n + 1)))
    for (const userId of ['sam', 'ada']) {
      expect(state.privateMessages.get(userId)).toHaveLength(PRIVATE_MESSAGES_KEPT)
      expect(state.privateMessages.get(userId)?.[0]).toMatchObject({ n: 6, from: 'sam', to: 'ada', at: 1005 })
    }
    expect(state.privateCount).toBe(PRIVATE_MESSAGES_KEPT + 5)
  })

  test('what is on air is what was started and not stopped', () => {
    const started = media('sam', { type: 'started', producerId: 'p', peerId: 'q', source: 'camera' })
    expect(fold(started).media.get('p')).toEqual({
      userId: 'sam',
      peerId: 'q',
      source: 'camera',
      paused: false,
      startedAt: 1000,
    })
    expect(fold(started, media('sam', { type: 'paused', producerId: 'p', paused: true })).media.get('p')?.paused).toBe(
      true,
    )
    expect(fold(started, media('sam', { type: 'stopped', producerId: 'p' })).media.size).toBe(0)
    expect(fold(media('sam', { type: 'paused', producerId: 'gone', paused: true })).media.size).toBe(0)
  })

  test('Yjs client ids belong to their writers, per document', () => {
    const { writers } = fold(
      peer('sam', { type: 'writer', document: 'board/1', clientId: 5 }),
      peer('kim', { type: 'writer', document: 'notes', clientId: 5 }),
    )
    expect([writers.get('board/1')?.get(5), writers.get('notes')?.get(5)]).toEqual(['sam', 'kim'])
  })

  test('a class opens and ends', () => {
    const opened: NewEntry = { kind: 'mark', actor: 'server', payload: { type: 'opened', title: 'Cells' } }
    expect(fold(opened)).toMatchObject({ opened: true, sealed: false })
    expect(fold(opened, { kind: 'mark', actor: 'ada', payload: { type: 'ended' } }).sealed).toBe(true)
  })
})

describe('a snapshot', () => {
  test('[LG6] comes back as it was', () => {
    const state = fold(
      joined,
      peer('sam', { type: 'vote', poll: 'p', options: [1], text: null }),
      peer('sam', { type: 'writer', document: 'board/1', clientId: 5 }),
      peer('sam', { type: 'private', id: 'm', n: 1, to: 'ada', text: '{"map":[]}' }),
      peer('kim', { type: 'banned', by }),
    )
    const documents = new Map([['board/1', new Uint8Array([1, 2, 3])]])
    const snapshot = { seq: 5, t: 1004, state, documents }
    expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot)
  })

  test('[LG6] of an unknown format is refused', () => {
    const bytes = encodeSnapshot({ seq: 0, t: 0, state: emptyRoomState(), documents: new Map() })
    bytes[0] = 9
    expect(() => decodeSnapshot(bytes)).toThrow(/format 9/)
  })
})
