import { expect, test } from 'vitest'
import { recordingAtDoor, recordingForGuest } from './recordingAtDoor.ts'

const session = { autoRecord: false, recordPolicy: 'SPEAKERS', recordingState: undefined } as const

test('a class that is being recorded says so, with whose voice and picture', () => {
  expect(recordingAtDoor({ ...session, recordingState: 'RECORDING' }, false)).toEqual({
    state: 'now',
    policy: 'speakers',
    mayRefuse: true,
  })
  expect(recordingForGuest({ state: 'LIVE', recorded: true, recordPolicy: 'EVERYONE' }).state).toBe('now')
})

test('one that records by itself says so before it starts, and until it is seen to record', () => {
  expect(recordingAtDoor({ ...session, autoRecord: true }, false).state).toBe('planned')
  expect(recordingForGuest({ state: 'SCHEDULED', recorded: true, recordPolicy: 'EVERYONE' }).state).toBe('planned')
})

test('where nothing is planned nothing is promised', () => {
  expect(recordingAtDoor({ ...session, recordPolicy: 'EVERYONE' }, false)).toEqual({
    state: 'no',
    policy: 'everyone',
    mayRefuse: true,
  })
  expect(recordingForGuest({ state: 'LIVE', recorded: false, recordPolicy: 'EVERYONE' }).state).toBe('no')
})

test('staff are not asked, nor students where none is recorded anyway', () => {
  expect(recordingAtDoor(session, true).mayRefuse).toBe(false)
  expect(recordingAtDoor({ ...session, recordPolicy: 'INSTRUCTOR' }, false).mayRefuse).toBe(false)
  expect(recordingForGuest({ state: 'LIVE', recorded: true, recordPolicy: 'INSTRUCTOR' }).mayRefuse).toBe(false)
})
