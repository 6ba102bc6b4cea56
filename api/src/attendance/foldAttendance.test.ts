import { expect, test } from 'vitest'
import { foldAttendance } from './foldAttendance.ts'

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000)
let seq = 0
const event = (
  type: 'JOINED' | 'LEFT' | 'OPENED' | 'ENDED',
  seconds: number,
  personId: string | null = null,
  rest = {},
) => ({
  type,
  at: at(seconds),
  seq: seq++,
  personId,
  name: type === 'JOINED' ? `name of ${personId}` : null,
  role: type === 'JOINED' ? ('STUDENT' as const) : null,
  guest: type === 'JOINED' ? false : null,
  ...rest,
})
const going = { endedAt: null, now: at(1000) }

function shuffled<T>(list: T[], seed: number): T[] {
  const copy = [...list]
  let state = seed
  for (let i = copy.length - 1; i > 0; i -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const j = state % (i + 1)
    ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
  }
  return copy
}

test('nobody came', () => expect(foldAttendance([event('OPENED', 0)], going)).toEqual([]))

test('adds up the stays, and says who is still there', () => {
  const events = [
    event('JOINED', 0, 'sam'),
    event('LEFT', 100, 'sam'),
    event('JOINED', 400, 'sam'),
    event('JOINED', 500, 'kim'),
    event('LEFT', 520, 'kim'),
  ]
  expect(foldAttendance(events, going)).toEqual([
    {
      personId: 'sam',
      name: 'name of sam',
      role: 'STUDENT',
      guest: false,
      firstJoinedAt: at(0),
      lastLeftAt: null,
      seconds: 700,
      joins: 2,
    },
    {
      personId: 'kim',
      name: 'name of kim',
      role: 'STUDENT',
      guest: false,
      firstJoinedAt: at(500),
      lastLeftAt: at(520),
      seconds: 20,
      joins: 1,
    },
  ])
})

test('the order of arrival does not matter', () => {
  const events = [
    event('OPENED', 0),
    ...[0, 100, 200, 300].flatMap((t) => [
      event('JOINED', t, 'sam'),
      event('LEFT', t + 50, 'sam'),
      event('JOINED', t + 50, 'kim'),
      event('LEFT', t + 50, 'kim'),
    ]),
    event('JOINED', 500, 'sam'),
    event('ENDED', 600),
  ]
  const expected = foldAttendance(events, going)
  expect(expected.find(({ personId }) => personId === 'sam')).toMatchObject({
    seconds: 300,
    joins: 5,
    lastLeftAt: at(600),
  })
  for (let seed = 1; seed <= 50; seed += 1) expect(foldAttendance(shuffled(events, seed), going)).toEqual(expected)
})

test('two events of one millisecond follow the log', () => {
  const events = [event('LEFT', 0, 'sam'), event('JOINED', 0, 'sam')]
  expect(foldAttendance(events, going)).toMatchObject([{ joins: 1, seconds: 1000, lastLeftAt: null }])
})

test('a second "joined" without a "left" goes on with the stay', () => {
  const events = [event('JOINED', 0, 'sam'), event('JOINED', 300, 'sam', { name: 'Sam O.' })]
  expect(foldAttendance(events, going)).toMatchObject([{ joins: 1, seconds: 1000, name: 'Sam O.' }])
})

test('nobody is in class after its end', () => {
  const ended = { endedAt: at(60), now: at(1000) }
  expect(foldAttendance([event('JOINED', 0, 'sam')], ended)).toMatchObject([{ seconds: 60, lastLeftAt: at(60) }])
})

test('a "left" alone counts nothing', () => expect(foldAttendance([event('LEFT', 5, 'sam')], going)).toEqual([]))
