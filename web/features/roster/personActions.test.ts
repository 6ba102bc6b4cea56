import type { Role } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { personActions } from './personActions.ts'

const me = (role: Role) => ({ userId: 'me', role, grants: [], locks: {} })
const other = (role: Role) => ({
  userId: 'other',
  role,
  grants: ['speak' as const],
  microphoneLocked: false,
  handRaised: true,
})

test('a student may do nothing about others', () => {
  expect(personActions(me('student'), other('student'))).toEqual({
    grants: [],
    mute: false,
    muteAndLock: false,
    unlock: false,
    role: null,
    spotlight: false,
    lowerHand: false,
    remove: false,
    ban: false,
  })
})

test('an instructor may do everything about a student', () => {
  expect(personActions(me('instructor'), other('student'))).toEqual({
    grants: [
      { grant: 'draw', on: false },
      { grant: 'present', on: false },
      { grant: 'speak', on: true },
    ],
    mute: true,
    muteAndLock: true,
    unlock: false,
    role: 'assistant',
    spotlight: true,
    lowerHand: true,
    remove: true,
    ban: true,
  })
})

test('an assistant neither bans nor makes assistants, and leaves the instructor alone', () => {
  expect(personActions(me('assistant'), other('student'))).toMatchObject({ remove: true, ban: false, role: null })
  expect(personActions(me('assistant'), other('instructor'))).toMatchObject({ grants: [], mute: false, remove: false })
})

test('nobody acts on themselves, but may put themselves in the spotlight', () => {
  expect(personActions(me('instructor'), { ...other('instructor'), userId: 'me' })).toMatchObject({
    mute: false,
    remove: false,
    lowerHand: false,
    spotlight: true,
  })
})

test('a locked microphone can be unlocked', () => {
  expect(personActions(me('instructor'), { ...other('student'), microphoneLocked: true })).toMatchObject({
    muteAndLock: false,
    unlock: true,
  })
})
