import { describe, expect, test } from 'vitest'
import { random } from '../../../scripts/support/random.ts'
import { type ToFollower, type ToLeader, toFollower, toLeader } from './linkMessages.ts'

const claims = { room: 'room', sub: 'sam', name: 'Sam', role: 'student', exp: 1 } as const

const FROM_FOLLOWER: ToLeader[] = [
  { type: 'hello', version: 1, instance: 'a' },
  { type: 'openRoom', call: 1, room: 'room' },
  { type: 'admit', call: 2, room: 'room', claims },
  { type: 'endRoom', call: 3, room: 'room', actor: 'ada' },
  { type: 'openDocument', connection: 4, room: 'room', document: 'board/1', claims: { ...claims, guest: true } },
  { type: 'frame', connection: 4, frame: new Uint8Array([0, 1, 2]) },
  { type: 'closeDocument', connection: 4 },
  { type: 'openSession', connection: 5, room: 'room', claims },
  { type: 'command', connection: 5, call: 300, name: 'chat:send', payload: { id: 'ä', list: [1, null] } },
  { type: 'closeSession', connection: 5 },
]
const FROM_LEADER: ToFollower[] = [
  { type: 'welcome', version: 1, instance: 'b' },
  { type: 'ack', call: 300, ack: { ok: true, value: { position: 1 } } },
  { type: 'ack', call: 301, ack: { ok: false, error: { code: 'RATE_LIMITED', message: 'Wait.', retryAfterMs: 5 } } },
  { type: 'send', connection: 4, frame: new Uint8Array(0) },
  { type: 'subscribe', connection: 4, topic: 'room/board/1' },
  { type: 'publish', topic: 'room/board/1', frame: new Uint8Array([9]) },
  { type: 'closeDocument', connection: 4, code: 'SLOW_READER' },
  { type: 'emit', connection: 5, event: 'chat:typing', payload: { userIds: [], private: [] } },
  { type: 'hearClass', connection: 5, on: true },
  { type: 'closeSession', connection: 5 },
  { type: 'roomMoved', room: 'room' },
]

describe('messages', () => {
  test.each(FROM_FOLLOWER)('to the leader: $type arrives as it was sent', (message) => {
    expect(toLeader.decode(toLeader.encode(message))).toEqual(message)
  })

  test.each(FROM_LEADER)('to a follower: $type arrives as it was sent', (message) => {
    expect(toFollower.decode(toFollower.encode(message))).toEqual(message)
  })

  test('a command without a payload has none', () => {
    const sent: ToLeader = { type: 'command', connection: 1, call: 1, name: 'class:join', payload: undefined }
    expect(toLeader.decode(toLeader.encode(sent))).toMatchObject({ payload: null })
  })
})

describe('bytes that are no message', () => {
  test.each([
    ['nothing', []],
    ['an unknown type', [200]],
    ['a torn field', [5, 4, 9, 1]],
    ['more than the message', [6, 4, 0]],
    ['claims that are none', [7, 5, 4, 114, 111, 111, 109, 2, 123, 125]],
  ])('%s', (_, bytes) => {
    expect(() => toLeader.decode(new Uint8Array(bytes))).toThrow()
  })

  test('a code that does not exist', () => {
    expect(() => toFollower.decode(new Uint8Array([6, 4, 3, 34, 88, 34]))).toThrow()
  })

  test('random ones throw or are a message, and do nothing else', () => {
    const { below } = random(7)
    for (let n = 0; n < 5000; n += 1) {
      const bytes = Uint8Array.from({ length: below(40) }, () => below(256))
      try {
        expect(toLeader.decode(bytes)).toHaveProperty('type')
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }
  })
})
