import { expect, test } from 'vitest'
import { parsePushToTalk } from './pushToTalk.ts'

test('nobody is heard by the space bar unless they asked for it', () => {
  expect(parsePushToTalk(null)).toBe(false)
  expect(parsePushToTalk('1')).toBe(false)
  expect(parsePushToTalk('true')).toBe(true)
})
