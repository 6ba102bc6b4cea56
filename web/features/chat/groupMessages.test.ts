import { expect, test } from 'vitest'
import { groupMessages } from './groupMessages.ts'

const message = (id: string, by: string, minutes: number) => ({ id, by, at: minutes * 60_000 })
const ids = (groups: { messages: { id: string }[] }[]) =>
  groups.map((group) => group.messages.map(({ id }) => id).join(''))

test('what one person says in a row stands together', () => {
  expect(ids(groupMessages([message('a', 'sam', 0), message('b', 'sam', 1), message('c', 'kim', 1)]))).toEqual([
    'ab',
    'c',
  ])
})

test('after a pause of five minutes the name is shown again', () => {
  expect(ids(groupMessages([message('a', 'sam', 0), message('b', 'sam', 5)]))).toEqual(['a', 'b'])
})

test('the key of a group stays when more is said', () => {
  const [before] = groupMessages([message('a', 'sam', 0)])
  const [after] = groupMessages([message('a', 'sam', 0), message('b', 'sam', 1)])
  expect(after!.key).toBe(before!.key)
})

test('no messages, no groups', () => {
  expect(groupMessages([])).toEqual([])
})
