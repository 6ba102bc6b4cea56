import { expect, test } from 'vitest'
import { lineOfText, multiLineText, plainText } from './text.ts'

test('control characters go, tabs and lines stay', () => {
  expect(plainText('a\u0000b\u001b[31m\tc\r\nd\re\u2028f\u0085')).toBe('ab[31m\tc\nd\ne\nf')
})

test('bidi overrides go, marks that right-to-left text and emoji need stay', () => {
  expect(plainText('\u202Eevil\u202C \u2066x\u2069')).toBe('evil x')
  expect(plainText('\u200Fשלום 👩\u200D🏫')).toBe('\u200Fשלום 👩\u200D🏫')
})

test('half of a surrogate pair becomes the replacement character, as UTF-8 would make it', () => {
  expect(plainText('a\uD83D')).toBe('a\uFFFD')
})

test('text of nothing but what is removed is refused', () => {
  expect(multiLineText(10).safeParse(' \u202E\u0007 ').success).toBe(false)
  expect(multiLineText(3).safeParse(' abc ').data).toBe('abc')
  expect(multiLineText(3).safeParse('abcd').success).toBe(false)
})

test('a line of text has no line ends', () => {
  expect(lineOfText(20).parse(' Unit\n 3:\tcells ')).toBe('Unit 3: cells')
})
