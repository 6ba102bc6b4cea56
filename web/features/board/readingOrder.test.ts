import type { TLShape } from '@tldraw/tldraw'
import { expect, test } from 'vitest'
import { readingOrder, summary } from './readingOrder.ts'

const shape = (id: string, type: string, text: string, x = 0, y = 0) => ({
  shape: { id: `shape:${id}`, type } as TLShape,
  text,
  x,
  y,
})

test('text is read from top to bottom, and in a line from left to right', () => {
  const lines = readingOrder([
    shape('c', 'text', 'third', 0, 200),
    shape('b', 'note', 'second', 300, 110),
    shape('a', 'geo', ' first ', 10, 100),
    shape('d', 'draw', ''),
  ])
  expect(lines.map(({ text }) => text)).toEqual(['first', 'second', 'third'])
})

test('a page is summed up in words', () => {
  expect(summary([])).toBe('This page is empty.')
  expect(
    summary([shape('a', 'draw', ''), shape('b', 'draw', ''), shape('c', 'image', ''), shape('g', 'group', '')]),
  ).toBe('On this page: 2 drawn lines, 1 picture.')
})
