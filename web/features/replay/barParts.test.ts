import { expect, test } from 'vitest'
import { barMarks, chapterAt, chapterParts, gapParts, shareOf } from './barParts.ts'
import { intoSpans, momentAt, placeOf, playableSpans, type Span } from './spans.ts'

/** Ten seconds, a cut of ten, ten more. */
const SPANS: Span[] = [
  [0, 10_000],
  [20_000, 30_000],
]

test('[RP2] what is cut has no width on the bar', () => {
  expect(placeOf(SPANS, 15_000)).toBe(10_000)
  expect(placeOf(SPANS, 25_000)).toBe(15_000)
  expect(shareOf(SPANS, 20_000)).toBe(0.5)
})

test('a place on the bar is a moment, and the moment is at that place', () => {
  for (const place of [0, 5000, 9999, 10_000, 19_000]) expect(placeOf(SPANS, momentAt(SPANS, place))).toBe(place)
  expect(momentAt(SPANS, 10_000)).toBe(20_000)
  expect(momentAt(SPANS, 99_000)).toBe(30_000)
})

test('[RP2] a moment that is cut leads to the next one that is not', () => {
  expect(intoSpans(SPANS, 12_000)).toBe(20_000)
  expect(intoSpans(SPANS, -5)).toBe(0)
  expect(intoSpans(SPANS, 31_000)).toBe(30_000)
})

test('[RP3] while the class goes on the last seconds are not there yet', () => {
  expect(playableSpans({ recorded: [[0, 60_000]], live: true, endMs: 60_000 })).toEqual([[0, 52_000]])
  expect(playableSpans({ recorded: [[0, 3000]], live: true, endMs: 3000 })).toEqual([])
  expect(playableSpans({ recorded: [[0, 60_000]], live: false, endMs: 60_000 })).toEqual([[0, 60_000]])
})

test('the bar has a part for each chapter', () => {
  expect(chapterParts(SPANS, [])).toEqual([{ left: 0, width: 1 }])
  expect(chapterParts(SPANS, [{ atMs: 25_000, title: 'Two' }])).toEqual([
    { left: 0, width: 0.75 },
    { left: 0.75, width: 0.25 },
  ])
  expect(chapterParts([], [])).toEqual([])
})

test('gaps are shown where they are, marks only where something is shown', () => {
  expect(gapParts(SPANS, [{ kind: 'gap', atMs: 5000, toMs: 25_000, title: '' }])).toEqual([{ left: 0.25, width: 0.5 }])
  const marks = [
    { kind: 'poll', atMs: 22_000, title: 'Poll' },
    { kind: 'hand', atMs: 15_000, title: 'Hand in a cut' },
    { kind: 'question', atMs: 1000, title: 'Why?' },
    { kind: 'page', atMs: 2000, title: 'Page 2' },
  ] as const
  expect(barMarks(SPANS, marks).map(({ title }) => title)).toEqual(['Why?', 'Poll'])
})

test('a moment belongs to the chapter that began last', () => {
  const chapters = [
    { atMs: 0, title: 'One' },
    { atMs: 5000, title: 'Two' },
  ]
  expect(chapterAt(chapters, 4999)?.title).toBe('One')
  expect(chapterAt(chapters, 5000)?.title).toBe('Two')
  expect(chapterAt([], 5)).toBeUndefined()
})
