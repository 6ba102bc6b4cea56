import type { Role, StagePerson } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { staffPresent, tileOrder } from './tileOrder.ts'

const person = (role: Role, joinedAt: number, presence: StagePerson['presence'] = 'class'): StagePerson => ({
  name: 'N',
  role,
  presence,
  hue: 0,
  grants: [],
  guest: false,
  joinedAt,
  leftAt: null,
  microphoneLocked: false,
})
const people = new Map([
  ['kim', person('student', 3)],
  ['sam', person('student', 9)],
  ['ada', person('instructor', 5)],
  ['tess', person('assistant', 1)],
  ['pen', person('student', 2, 'board')],
  ['gone', person('student', 1, 'away')],
])

test('staff, oneself, then the others in the order of coming; only who is on the class page', () => {
  expect(tileOrder(people, 'sam')).toEqual(['ada', 'tess', 'sam', 'kim'])
  expect(tileOrder(people, 'ada')).toEqual(['ada', 'tess', 'kim', 'sam'])
})

test('staff by rank', () => {
  expect(staffPresent(people)).toEqual(['ada', 'tess'])
})
