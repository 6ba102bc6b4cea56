import { describe, expect, test } from 'vitest'
import { movedPlace, textChange } from './textChange.ts'

const apply = (text: string, change: ReturnType<typeof textChange>) =>
  change ? text.slice(0, change.at) + change.insert + text.slice(change.at + change.remove) : text

describe('what changed in a text', () => {
  test.each([
    ['typing at the end', 'hell', 'hello', 5, { at: 4, remove: 0, insert: 'o' }],
    ['typing among equal letters, by the caret', 'aaaa', 'aaaaa', 2, { at: 1, remove: 0, insert: 'a' }],
    ['deleting among equal letters, by the caret', 'aaaa', 'aaa', 1, { at: 1, remove: 1, insert: '' }],
    ['replacing a word', 'one two three', 'one 2 three', 5, { at: 4, remove: 3, insert: '2' }],
    ['emptying', 'abc', '', 0, { at: 0, remove: 3, insert: '' }],
    ['nothing', 'abc', 'abc', 1, null],
  ])('%s', (_what, before, after, caret, change) => {
    expect(textChange(before, after, caret)).toEqual(change)
    expect(apply(before, textChange(before, after, caret))).toBe(after)
  })

  test('letters of two code units are never cut', () => {
    const change = textChange('x😀y', 'x😁y', 3)
    expect(change).toEqual({ at: 1, remove: 2, insert: '😁' })
  })

  test('any change gives the new text', () => {
    const texts = ['', 'a', 'ab', 'ba', 'aab', 'abab', 'bbab', '😀a😀', 'a😀b']
    for (const before of texts) {
      for (const after of texts) {
        for (let caret = 0; caret <= after.length; caret += 1)
          expect(apply(before, textChange(before, after, caret))).toBe(after)
      }
    }
  })
})

describe('a place while others write', () => {
  test('before the change it stays, behind it moves along, inside it goes to the start', () => {
    const change = { at: 5, remove: 3, insert: 'xy' }
    expect(movedPlace(5, change)).toBe(5)
    expect(movedPlace(7, change)).toBe(5)
    expect(movedPlace(10, change)).toBe(9)
  })
})
