import { expect, test } from 'vitest'
import { boardLines } from './boardLines.ts'

const shape = (id: string, fields: object) => [id, { id, typeName: 'shape', type: 'text', x: 0, y: 0, ...fields }]
const rich = (...lines: string[]) => ({
  type: 'doc',
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})

test('text of a page is read from top to bottom, also from inside a frame', () => {
  const page = {
    records: Object.fromEntries([
      shape('shape:c', { y: 300, props: { richText: rich('third', 'line') } }),
      shape('shape:a', { y: 10, props: { richText: rich('first') } }),
      shape('shape:f', { type: 'frame', y: 100, props: { name: 'A frame' } }),
      shape('shape:b', { parentId: 'shape:f', y: 50, props: { richText: rich('in it') } }),
      shape('shape:d', { type: 'draw', props: { segments: [] } }),
      ['asset:1', { id: 'asset:1', typeName: 'asset', props: { name: 'no shape' } }],
    ]),
  }
  const { lines, sentence } = boardLines(page)
  expect(lines.map(({ text }) => text)).toEqual(['first', 'A frame', 'in it', 'third\nline'])
  expect(sentence).toBe('On this page: 3 texts, 1 frame, 1 drawn line.')
})

test('a page that is not there yet is empty', () => {
  expect(boardLines(undefined)).toEqual({ sentence: 'This page is empty.', lines: [] })
})
