import { expect, test } from 'vitest'
import { newest, unreadCount } from './unread.ts'

const line = (n: number, from: string, send: 'sent' | 'sending' = 'sent') => ({ n, from, send })

test('only what others wrote after the last look is new', () => {
  const lines = [line(1, 'ada'), line(2, 'sam'), line(3, 'me'), line(4, 'ada')]
  expect(unreadCount(lines, 1, 'me')).toBe(2)
  expect(unreadCount(lines, 4, 'me')).toBe(0)
})

test('what is still on its way has no number yet and does not count as seen', () => {
  const lines = [line(1, 'ada'), line(9e15, 'me', 'sending')]
  expect(newest(lines)).toBe(1)
  expect(newest([])).toBe(0)
})
