import { expect, test } from 'vitest'
import type { HitKind } from '../../graphql/generated/documents'
import { countOfHits, groupHits, HIT_KINDS } from './groupHits'

test('hits stand by their kinds, empty kinds are left out, the order within stays', () => {
  const hits = (['CHAT', 'BOARD', 'CHAT'] as HitKind[]).map((kind, id) => ({ kind, id }))
  expect(groupHits(hits).map(({ title, hits: inside }) => [title, inside.map(({ id }) => id)])).toEqual([
    ['Board', [1]],
    ['Chat', [0, 2]],
  ])
})

test('every kind is shown', () => {
  const all: Record<HitKind, true> = {
    CHAT: true,
    BOARD: true,
    NOTES: true,
    POLL: true,
    CAPTION: true,
    QUESTION: true,
    CHAPTER: true,
  }
  expect(HIT_KINDS.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(all).toSorted())
})

test('counts in words', () => {
  expect([0, 1, 2, 50].map(countOfHits)).toEqual(['No moments', '1 moment', '2 moments', 'The 50 best moments'])
})
