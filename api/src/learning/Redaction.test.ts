import { describe, expect, test } from 'vitest'
import { Redaction } from './Redaction.ts'

const person = (userId: string, rename: string | null = null) => ({ userId, remove: rename === null, rename })
const names = new Map([
  ['sam', 'Sam (Okafor)'],
  ['kim', 'Kim'],
])
const edits = {
  trimFromMs: 1000,
  trimToMs: 9000,
  cuts: [[3000, 4000]],
  people: [person('sam'), person('kim', 'Student 2')],
}
const redaction = new Redaction({ edits }, names)

test('what is cut off or out is not shown', () => {
  const moments = [0, 999, 1000, 2999, 3000, 3999, 4000, 8999, 9000, 10_000]
  expect(moments.filter((at) => redaction.shows(at))).toEqual([1000, 2999, 4000, 8999])
  expect(redaction.shown([[0, 20_000]])).toEqual([
    [1000, 3000],
    [4000, 9000],
  ])
})

test('without edits all is as it was', () => {
  const none = new Redaction({ edits: {} }, names)
  expect(none.shown([[0, 20_000]])).toEqual([[0, 20_000]])
  expect(none.text('Sam (Okafor) and Kim')).toBe('Sam (Okafor) and Kim')
  expect(none.isRemoved('sam')).toBe(false)
})

describe('names', () => {
  test('of the removed and the renamed are in no text, however they are written', () => {
    expect(redaction.text('SAM (okafor), kim and Kimberley')).toBe('…, Student 2 and Kimberley')
  })

  test('of people follow', () => {
    expect(redaction.isRemoved('sam')).toBe(true)
    expect(redaction.isRemovedName('Sam (Okafor)')).toBe(true)
    expect(redaction.isRemovedName('Kim')).toBe(false)
    expect(redaction.nameOf({ id: 'kim', name: 'Kim' })).toBe('Student 2')
    expect(redaction.nameOf({ id: 'ada', name: 'Ada' })).toBe('Ada')
  })
})
