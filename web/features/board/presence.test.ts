import { expect, test } from 'vitest'
import { chooseLeader } from './chooseLeader.ts'
import { type Presence, readPresence } from './presenceState.ts'

const user = { id: 'ada', name: 'Ada Lovelace', hue: 3, role: 'instructor' }
const board = { cursor: { x: 1, y: 2 }, view: { x: 0, y: 0, z: 1, w: 800, h: 600 } }

test('a place of a page of ours is read, with what it leaves out', () => {
  expect(readPresence({ user, board })).toEqual({ user, board: { ...board, laser: [], selected: [], brush: null } })
})

test.each([
  ['of another client', { user, cursor: { x: 1 } }],
  ['without a person', { board }],
  ['with a hue that there is not', { user: { ...user, hue: 99 }, board }],
  ['with a place that is no number', { user, board: { ...board, cursor: { x: Number.NaN, y: 0 } } }],
  ['with a trail without end', { user, board: { ...board, laser: Array.from({ length: 500 }, () => [0, 0]) } }],
  ['null', null],
])('a state %s is nobody to show', (_what, state) => {
  expect(readPresence(state)).toBeNull()
})

const here = (id: string, role: Presence['user']['role'], view = true): [number, Presence] => [
  id.length,
  {
    user: { id, name: id, hue: 0, role },
    board: { ...readPresence({ user, board })!.board, view: view ? board.view : null },
  },
]

test('the class follows an instructor before an assistant, and never oneself or a student', () => {
  expect(
    chooseLeader(new Map([here('sam', 'student'), here('lee-a', 'assistant'), here('ada', 'instructor')]), 'kim'),
  ).toEqual({
    id: 'ada',
    name: 'ada',
  })
  expect(chooseLeader(new Map([here('sam', 'student'), here('lee-a', 'assistant')]), 'kim')?.id).toBe('lee-a')
  expect(chooseLeader(new Map([here('ada', 'instructor')]), 'ada')).toBeNull()
  expect(chooseLeader(new Map([here('ada', 'instructor', false)]), 'sam')).toBeNull()
})
