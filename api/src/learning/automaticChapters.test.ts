import type { Mark } from '@lectern/recording/timeline'
import { expect, test } from 'vitest'
import { automaticChapters } from './automaticChapters.ts'

const mark = (atSeconds: number, kind: Mark['kind'], title: string): Mark => ({ atMs: atSeconds * 1000, kind, title })
const told = (marks: Mark[]) => automaticChapters(marks).map(({ atSeconds, title }) => `${atSeconds} ${title}`)

test('follow pages, shares, polls and what the instructor marked; hands and gaps make none', () => {
  expect(
    told([
      mark(0, 'page', 'Page 1'),
      mark(50, 'hand', 'Sam'),
      mark(100, 'share', 'Ada shares a screen'),
      mark(200, 'poll', 'Is it linear?'),
      mark(240, 'gap', 'Camera'),
      mark(300, 'chapter', 'Proof'),
    ]),
  ).toEqual(['0 Page 1', '100 Ada shares a screen', '200 Is it linear?', '300 Proof'])
})

test('a long silence begins a chapter where it ends', () => {
  expect(told([{ ...mark(100, 'silence', ''), toMs: 400_000 }])).toEqual(['400 After a pause'])
})

test('of those too close together the weightier stays; the instructor’s stay all', () => {
  expect(
    told([
      mark(10, 'poll', 'Poll'),
      mark(20, 'page', 'Page 2'),
      mark(100, 'chapter', 'One'),
      mark(101, 'chapter', 'Two'),
      mark(110, 'page', 'Page 3'),
    ]),
  ).toEqual(['20 Page 2', '100 One', '101 Two'])
})
