import type { Change, Json } from '@lectern/recording/timeline'
import { describe, expect, test } from 'vitest'
import { TextCollector } from './TextCollector.ts'

/** A timeline of changes at seconds of the class. */
function collected(...frames: [atSeconds: number, ...changes: Change[]][]) {
  const collector = new TextCollector()
  for (const [at, ...changes] of frames) collector.takeFrame({ t: at * 1000, changes })
  return collector.texts()
}

const message = (text: string, more: { [key: string]: Json } = {}): Change => [
  'chat/0',
  'messages',
  'm1',
  { n: 0, by: 'sam', name: 'Sam', text, deleted: 'no', reactions: {}, ...more },
]
const label = (text: string, key = 'shape:a'): Change => [
  'board/2',
  'records',
  key,
  {
    typeName: 'shape',
    type: 'geo',
    props: { richText: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] } },
  },
]
const momentOf = (texts: ReturnType<typeof collected>, word: string) =>
  texts.flatMap(({ words, moments }) => moments.filter((_, i) => words[i] === word))

describe('chat', () => {
  test('a message stands at its moment, with who wrote it; reactions change nothing', () => {
    const texts = collected(
      [5, message('Is it linear?')],
      [60, message('Is it linear?', { reactions: { clap: ['x'] } })],
    )
    expect(texts).toEqual([
      {
        kind: 'CHAT',
        key: 'chat:m1',
        text: 'Is it linear?',
        author: 'Sam',
        atMs: 5000,
        words: ['is', 'it', 'linear'],
        moments: [5000, 5000, 5000],
      },
    ])
  })

  test('an edited one is two texts of one message', () => {
    const texts = collected([5, message('It is linear')], [60, message('It is affine')])
    expect(texts.map(({ text }) => text)).toEqual(['It is linear', 'It is affine'])
    expect(momentOf(texts, 'affine')).toEqual([60_000])
  })

  test('one that was taken back is not found', () => {
    expect(collected([5, message('secret')], [60, message('', { deleted: 'author' })])).toEqual([])
  })
})

describe('the board', () => {
  test('while one types, it is one text; each word has the moment at which it was whole', () => {
    const texts = collected(
      [10, label('E')],
      [11, label('Eigen')],
      [12, label('Eigen val')],
      [13, label('Eigen values')],
    )
    expect(texts).toMatchObject([{ kind: 'BOARD', key: 'board/2:shape:a', text: 'Eigen values', atMs: 11_000 }])
    expect(texts[0]!.words).toEqual(['eigen', 'values'])
    expect(momentOf(texts, 'values')).toEqual([13_000])
  })

  test('what stood there for a while is found at its moment though it was erased', () => {
    const texts = collected([10, label('Theorem')], [100, ['board/2', 'records', 'shape:a']])
    expect(texts).toMatchObject([{ text: 'Theorem', atMs: 10_000 }])
  })

  test('reads rich text line by line, plain text, names of frames and what pictures show; no other property', () => {
    const shape = (key: string, props: { [key: string]: Json }): Change => [
      'board/1',
      'records',
      key,
      { typeName: 'shape', props },
    ]
    const paragraph = (...texts: string[]) => ({
      type: 'paragraph',
      content: texts.map((text) => ({ type: 'text', text })),
    })
    const texts = collected([
      1,
      shape('a', { richText: { type: 'doc', content: [paragraph('one ', 'line'), paragraph('two')] }, font: 'draw' }),
      shape('b', { text: 'arrow', color: 'black' }),
      shape('c', { name: 'Frame', altText: 'A cat' }),
      ['board/1', 'records', 'page:page', { typeName: 'page', name: 'Page 1' }],
    ])
    expect(texts.map(({ text }) => text)).toEqual(['one line\ntwo', 'arrow', 'Frame\nA cat'])
  })
})

test('polls: question and options, and answers once they are shown', () => {
  const poll = (answers: Json): Change => [
    'stage',
    'polls',
    'p1',
    { question: 'Which space?', options: ['Hilbert', 'Banach'], answers },
  ]
  const texts = collected(
    [1, ['stage', 'people', 'sam', { name: 'Sam' }], poll(null)],
    [
      30,
      poll([
        { text: 'Neither', by: 'sam' },
        { text: 'Both', by: null },
      ]),
      ['stage', 'people', 'sam', { name: 'Sam' }],
    ],
  )
  expect(texts.map(({ text, author, atMs }) => [text, author, atMs])).toEqual([
    ['Which space? · Hilbert · Banach', null, 1000],
    ['Neither', 'Sam', 30_000],
    ['Both', null, 30_000],
  ])
})

test('notes: each line by itself, also where others write above it', () => {
  const texts = collected(
    [1, ['notes', 'text', [{ insert: 'First' }]]],
    [20, ['notes', 'text', [{ retain: 5 }, { insert: '\nLast' }]]],
    [40, ['notes', 'text', [{ insert: 'Title\n' }]]],
    [60, ['notes', 'text', [{ retain: 11 }, { insert: ' of all' }]]],
  )
  expect(texts.map(({ text, atMs }) => [text, atMs])).toEqual([
    ['First', 1000],
    ['First of all', 1000],
    ['Last', 20_000],
    ['Title', 40_000],
  ])
  expect(momentOf(texts, 'all')).toEqual([60_000])
})
