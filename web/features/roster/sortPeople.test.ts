import type { Role, StageHand, StagePerson } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { searchPeople, sortPeople } from './sortPeople.ts'

const person = (name: string, role: Role = 'student', presence: StagePerson['presence'] = 'class'): StagePerson => ({
  name,
  role,
  presence,
  hue: 0,
  grants: [],
  guest: false,
  joinedAt: 0,
  leftAt: null,
  microphoneLocked: false,
})
const hand = (order: number): StageHand => ({ at: 0, order })
const people = new Map([
  ['zoe', person('Zoë')],
  ['ada', person('Ada', 'instructor')],
  ['bo', person('Bo')],
  ['cy', person('Cy', 'assistant')],
  ['gone', person('Gone', 'student', 'away')],
])

test('hands in the order in which they went up, then staff, then names', () => {
  const hands = new Map([
    ['zoe', hand(7)],
    ['bo', hand(3)],
  ])
  expect(sortPeople(people, hands).map(({ userId, hand }) => [userId, hand])).toEqual([
    ['bo', 1],
    ['zoe', 2],
    ['ada', null],
    ['cy', null],
  ])
})

test('the hand of somebody who left takes no number', () => {
  const hands = new Map([
    ['gone', hand(1)],
    ['bo', hand(2)],
  ])
  expect(sortPeople(people, hands)[0]).toMatchObject({ userId: 'bo', hand: 1 })
})

test('search does not mind case and accents', () => {
  const rows = sortPeople(people, new Map())
  expect(searchPeople(rows, ' zoe ').map(({ userId }) => userId)).toEqual(['zoe'])
  expect(searchPeople(rows, '')).toHaveLength(4)
})
