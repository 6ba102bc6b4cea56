import { expect, test } from 'vitest'
import { parseInput } from './parseInput.ts'
import { line, paragraphs } from './text.ts'

const Title = line('Title', { min: 3, max: 10 })
const Body = paragraphs('Body', { max: 20 })

test('a line is trimmed and its blanks are single', () => {
  expect(parseInput(Title, '  a \n\t b  ')).toBe('a b')
})

test('paragraphs keep their lines, with one kind of end', () => {
  expect(parseInput(Body, ' a\r\n\r\nb\rc ')).toBe('a\n\nb\nc')
})

test.each([
  [Title, 'ab', 'Title: use at least 3 characters.'],
  [Title, ' '.repeat(20), 'Title: use at least 3 characters.'],
  [Title, 'a'.repeat(11), 'Title: use at most 10 characters.'],
  [Body, '  ', 'Body: this is needed.'],
  [Body, 'a\u0000b', 'Body: remove invisible characters.'],
])('says what is wrong', (schema, text, message) => {
  expect(() => parseInput(schema, text)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', message }))
})
