import { expect, test } from 'vitest'
import { sendingWords } from './sendingWords.ts'

test('a line is being sent while connected, and waits while not', () => {
  expect(sendingWords('joined')).toBe('Sending…')
  expect(sendingWords('reconnecting')).toMatch(/^Not sent yet/)
})
