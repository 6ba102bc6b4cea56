import { describe, expect, test } from 'vitest'
import { prefixesOf, wordsOf } from './words.ts'

const finds = (query: string, text: string) => {
  const words = wordsOf(text)
  const prefixes = prefixesOf(query)
  return prefixes.length > 0 && prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)))
}

describe('a text is found', () => {
  test.each([
    ['eigen', 'The Eigenvalues of A'],
    ['GROSSE', 'Größe und Maß'],
    ['größe', 'Grösse'],
    ['की', 'पानी की बोतल'],
    ['cafe', 'Café au lait'],
    ['lodz', 'Łódź'],
    ['values the', 'The Eigen values'],
    ['x2', 'x2 + y2'],
    ['ﬁnal', 'The final word'],
    ['Ω', 'ω is small'],
    ['线性', '我们学习线性代数'],
    ['代', '我们学习线性代数'],
    ['線形代数', '線形代数の授業'],
    ['مصفوفة', 'المصفوفة مصفوفة'],
    ['матриц', 'Матрицы и векторы'],
  ])('%s in %s', (query, text) => expect(finds(query, text)).toBe(true))

  test.each([
    ['value', 'The Eigenvalues of A'],
    ['eigen zebra', 'The Eigenvalues of A'],
    ['数线', '我们学习线性代数'],
    ['का', 'पानी की बोतल'],
    ['', 'anything'],
    ['%_*:&|', 'anything'],
  ])('not %s in %s', (query, text) => expect(finds(query, text)).toBe(false))
})

test('a query has at most eight words, and a word at most 64 letters', () => {
  expect(prefixesOf('a b c d e f g h i j k')).toHaveLength(8)
  expect(wordsOf('x'.repeat(5000))).toEqual(['x'.repeat(64)])
})

test('each word is told once', () => {
  expect(wordsOf('Go, go, GO')).toEqual(['go'])
})
