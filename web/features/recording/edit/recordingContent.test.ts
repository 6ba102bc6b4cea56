import { expect, test } from 'vitest'
import { lengthOf, messagesOf, peopleOf } from './recordingContent.ts'

const message = (n: number, rest: Record<string, unknown> = {}) => ({
  n,
  by: 'u',
  name: 'Sam',
  role: 'student',
  hue: 3,
  text: `Message ${n}`,
  at: 1_000_000 + n * 1000,
  replyTo: null,
  editedAt: null,
  deleted: 'no',
  reactions: {},
  ...rest,
})

test('messages of all chat documents come in their order, with their moment in class', () => {
  const documents = {
    'chat/1': { messages: { c: message(3) } },
    'chat/0': { messages: { b: message(2), a: message(1) } },
    stage: { class: { title: 'x' } },
    notes: { text: 'chat' },
  }
  expect(messagesOf({ documents }, 1_000_000)).toEqual([
    { id: 'a', atSeconds: 1, name: 'Sam', hue: 3, text: 'Message 1' },
    { id: 'b', atSeconds: 2, name: 'Sam', hue: 3, text: 'Message 2' },
    { id: 'c', atSeconds: 3, name: 'Sam', hue: 3, text: 'Message 3' },
  ])
})

test('what was deleted in class, and what is no message, is left out', () => {
  const documents = { 'chat/0': { messages: { a: message(1, { deleted: 'staff', text: '' }), b: null } }, 'chat/1': {} }
  expect(messagesOf({ documents }, 0)).toEqual([])
})

test('people come by name, and those who were taken out after them, without one', () => {
  const people = {
    u2: { name: 'Sam', role: 'student', hue: 2 },
    u1: { name: 'Ada', role: 'instructor', hue: 1 },
  }
  expect(peopleOf({ people }, [{ userId: 'u2' }, { userId: 'u9' }]).map(({ userId, name }) => [userId, name])).toEqual([
    ['u1', 'Ada'],
    ['u2', 'Sam'],
    ['u9', null],
  ])
})

test('what was trimmed off the end can be taken back', () => {
  const session = { startedAt: '2026-11-01T10:00:00.000Z', endedAt: '2026-11-01T11:00:00.000Z' }
  const edits = { trimToSeconds: null, cuts: [] }
  expect(lengthOf({ durationSeconds: 3590, edits }, session)).toBe(3590)
  expect(lengthOf({ durationSeconds: 1800, edits: { ...edits, trimToSeconds: 1800 } }, session)).toBe(3600)
  expect(lengthOf({ durationSeconds: 1800, edits: { ...edits, cuts: [{ toSeconds: 1900 }] } }, session)).toBe(1900)
  expect(lengthOf({ durationSeconds: null, edits }, {})).toBe(1)
})
