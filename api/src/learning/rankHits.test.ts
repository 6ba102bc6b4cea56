import { describe, expect, test } from 'vitest'
import type { Hit } from './Hit.ts'
import { momentOf } from './momentOf.ts'
import { excerptOf, MAX_HITS, rankHits } from './rankHits.ts'

const hit = (text: string, more: Partial<Hit> = {}): Hit => ({
  recordingId: '01',
  kind: 'CHAT',
  key: text,
  text,
  author: null,
  atMs: 0,
  ...more,
})
const ranked = (hits: Hit[], text: string, prefixes: string[]) =>
  rankHits(hits, { text, prefixes }).map((each) => each.text)

test('the very phrase goes before the very words, these before beginnings', () => {
  const hits = [hit('linearly mapped'), hit('a map that is linear'), hit('a linear map')]
  expect(ranked(hits, 'linear map', ['linear', 'map'])).toEqual([
    'a linear map',
    'a map that is linear',
    'linearly mapped',
  ])
})

test('of equal ones the newer class goes first, then the earlier moment', () => {
  const hits = [hit('x b', { atMs: 2 }), hit('x a', { atMs: 1 }), hit('x c', { recordingId: '02', atMs: 9 })]
  expect(ranked(hits, 'x', ['x'])).toEqual(['x c', 'x a', 'x b'])
})

test('of one thing the first is told; there is an end', () => {
  expect(
    rankHits([hit('x', { key: 'k', atMs: 5 }), hit('x', { key: 'k', atMs: 3 })], { text: 'x', prefixes: ['x'] }),
  ).toEqual([hit('x', { key: 'k', atMs: 3 })])
  const many = Array.from({ length: 500 }, (_, i) => hit('x', { key: String(i) }))
  expect(rankHits(many, { text: 'x', prefixes: ['x'] })).toHaveLength(MAX_HITS)
})

describe('an excerpt', () => {
  test('of a short text is the text in one line', () => expect(excerptOf(' a\n b ', ['b'])).toBe('a b'))

  test('of a long one holds what was found, whole', () => {
    const text = `${'before '.repeat(100)}Größe ${'after '.repeat(100)}`
    const excerpt = excerptOf(text, ['grosse'])
    expect(excerpt).toMatch(/^… before .*Größe after.* …$/)
    expect(excerpt.length).toBeLessThan(210)
  })
})

test('a text is there once it has a word for everything that was searched', () => {
  const text = { words: ['eigen', 'eigenvalue', 'proof'], moments: [10, 30, 20] }
  expect(momentOf(text, ['eig'])).toBe(10)
  expect(momentOf(text, ['eigenv'])).toBe(30)
  expect(momentOf(text, ['eigen', 'proof'])).toBe(20)
})
