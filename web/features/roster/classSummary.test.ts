import type { StagePerson } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { classSummary } from './classSummary.ts'

const base: StagePerson = {
  name: 'Ada',
  role: 'instructor',
  presence: 'class',
  hue: 0,
  grants: [],
  guest: false,
  joinedAt: 1,
  leftAt: null,
  microphoneLocked: false,
}

test('everybody who was there, in the order of coming', () => {
  const people = [
    { ...base, name: 'Gus', role: 'student' as const, guest: true, presence: 'away' as const, joinedAt: 5, leftAt: 9 },
    base,
  ]
  expect(classSummary('Week 3', 1, people, (ms) => `t${ms}`)).toBe(
    ['Week 3, started t1', '2 people', 'Ada (instructor), from t1, here now', 'Gus (guest), from t5, until t9'].join(
      '\n',
    ),
  )
})
