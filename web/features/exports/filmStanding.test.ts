import { expect, test } from 'vitest'
import { filmStanding, isChanging } from './filmStanding.ts'

const film = { id: 'one', percent: 0, failure: null, createdAt: '2026-11-24T13:00:00.000Z', path: null }
const recording = {
  id: 'class',
  state: 'PLAYABLE' as const,
  failure: null,
  video: { state: 'LOCAL' as const, percent: null, failure: null },
  edits: { state: 'NONE' as const },
  exports: [],
}

test('without a film there is none', () => expect(filmStanding([])).toEqual({ kind: 'none' }))

test.each([
  ['WAITING' as const, 0, 'Waiting for its turn'],
  ['RUNNING' as const, 42, 'Making the film, 42 %'],
])('%s is being made', (state, percent, words) => {
  expect(filmStanding([{ ...film, state, percent }])).toEqual({ kind: 'making', percent, words })
})

test('a ready one is fetched from our own origin', () => {
  const path = '/recordings/class/exports/one.mp4'
  expect(filmStanding([{ ...film, state: 'READY', percent: 100, path }])).toEqual({
    kind: 'ready',
    href: `/api${path}`,
  })
})

test('the latest counts, with its reason where it failed', () => {
  const films = [
    { ...film, state: 'FAILED' as const, failure: 'No room on the disk.' },
    { ...film, state: 'READY' as const, path: '/x' },
  ]
  expect(filmStanding(films)).toEqual({ kind: 'failed', reason: 'No room on the disk.' })
})

test.each([
  [false, recording],
  [false, null],
  [true, { ...recording, exports: [{ ...film, state: 'RUNNING' as const }] }],
  [true, { ...recording, video: { state: 'UPLOADING' as const, percent: 3, failure: null } }],
  [true, { ...recording, video: { state: 'PROCESSING' as const, percent: null, failure: null } }],
  [false, { ...recording, video: { state: 'FAILED' as const, percent: null, failure: 'no' } }],
])('changes by itself: %s', (expected, given) => expect(isChanging(given)).toBe(expected))
