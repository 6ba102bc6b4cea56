import { expect, test } from 'vitest'
import { typingWords } from './typingWords.ts'

test('nobody, one, two and many', () => {
  expect(typingWords([])).toBe('')
  expect(typingWords(['Sam'])).toBe('Sam is typing…')
  expect(typingWords(['Sam', 'Kim'])).toBe('Sam and Kim are typing…')
  expect(typingWords(['Sam', 'Kim', 'Ada', 'Bo'])).toBe('Sam and 3 others are typing…')
})
