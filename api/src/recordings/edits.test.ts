import { describe, expect, test } from 'vitest'
import { parseInput } from '../support/parseInput.ts'
import { EditRecording, listed, NO_EDITS, redactsSame, requireSomeLeft } from './edits.ts'

const EMPTY = { cuts: [], hiddenMessages: [], people: [] }
const read = (given: object) => parseInput(EditRecording, { ...EMPTY, ...given })
const problemOf = (given: object) => {
  try {
    read(given)
    return 'none'
  } catch (error) {
    return (error as Error).message
  }
}
const cut = (fromSeconds: number, toSeconds: number) => ({ fromSeconds, toSeconds })

test('an empty list is no edit', () => expect(read({})).toEqual(NO_EDITS))

test('cuts come out in order and apart', () => {
  const { cuts } = read({ cuts: [cut(50, 60), cut(10, 20), cut(15, 30), cut(30, 31)] })
  expect(cuts).toEqual([
    [10_000, 31_000],
    [50_000, 60_000],
  ])
})

test('goes to clients as it came', () => {
  const given = {
    trimFromSeconds: 1.5,
    trimToSeconds: 90,
    cuts: [cut(10, 20)],
    hiddenMessages: ['message-1'],
    people: [
      { userId: 'kim', remove: false, rename: 'K.' },
      { userId: 'sam', remove: true, rename: null },
    ],
  }
  expect(listed(read(given))).toEqual(given)
})

test.each([
  ['a cut that ends before it begins', { cuts: [cut(5, 5)] }, 'A cut ends after it begins.'],
  ['a time before class', { trimFromSeconds: -1 }, 'Times are counted from the start of the class.'],
  [
    'a trim that ends before it begins',
    { trimFromSeconds: 9, trimToSeconds: 9 },
    'The recording ends after it begins.',
  ],
  ['nothing to do with a person', { people: [{ userId: 'sam', remove: false }] }, 'Either remove somebody'],
  ['a name for whom it removes', { people: [{ userId: 'sam', remove: true, rename: 'S' }] }, 'Either remove somebody'],
  ['one person twice', { people: [0, 1].map(() => ({ userId: 'sam', remove: true })) }, 'Name each person once.'],
  ['an id that is none', { hiddenMessages: ['../x'] }, 'That is no message.'],
  ['too many cuts', { cuts: Array.from({ length: 201 }, (_, i) => cut(2 * i, 2 * i + 1)) }, 'at most 200'],
])('refuses %s', (_what, given, problem) => expect(problemOf(given)).toContain(problem))

describe('something must be left', () => {
  const left = (given: object) => () => requireSomeLeft(read(given), 60_000)

  test.each([{}, { trimFromSeconds: 59 }, { trimToSeconds: 1 }, { trimToSeconds: 600 }, { cuts: [cut(0, 59)] }])(
    '%j',
    (given) => expect(left(given)).not.toThrow(),
  )

  test.each([
    { trimFromSeconds: 60 },
    { cuts: [cut(0, 60)] },
    { cuts: [cut(0, 40), cut(30, 100)] },
    { trimFromSeconds: 20, trimToSeconds: 40, cuts: [cut(15, 45)] },
  ])('not after %j', (given) => expect(left(given)).toThrow('Nothing of the recording would be left.'))
})

test('cuts alone take nobody out', () => {
  const person = { people: [{ userId: 'sam', remove: true }] }
  expect(redactsSame(read({}), read({ cuts: [cut(1, 2)] }))).toBe(true)
  expect(redactsSame(read(person), read({ ...person, trimToSeconds: 5 }))).toBe(true)
  expect(redactsSame(read({}), read(person))).toBe(false)
  expect(redactsSame(read(person), read({ hiddenMessages: ['m'] }))).toBe(false)
})
