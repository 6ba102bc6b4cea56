import { expect, test } from 'vitest'
import type { MediaProblem } from '../media/MediaState.ts'
import { deviceWords, problemOf } from './deviceWords.ts'

const PROBLEMS: MediaProblem[] = [
  'denied',
  'not-found',
  'busy',
  'not-allowed',
  'locked',
  'ended',
  'revoked',
  'unsupported',
  'failed',
]

test('every problem of every device has its own plain sentence', () => {
  for (const device of ['microphone', 'camera', 'screen'] as const) {
    const words = PROBLEMS.map((problem) => deviceWords(device, problem))
    expect(new Set(words).size).toBe(PROBLEMS.length)
    for (const sentence of words) expect(sentence).toMatch(/^[A-Z].*\.$/)
  }
})

test('what the browser says becomes a problem we know', () => {
  expect(problemOf(new DOMException('', 'NotAllowedError'))).toBe('denied')
  expect(problemOf(new DOMException('', 'NotFoundError'))).toBe('not-found')
  expect(problemOf(new DOMException('', 'NotReadableError'))).toBe('busy')
  expect(problemOf(new TypeError('no mediaDevices'))).toBe('unsupported')
  expect(problemOf('?')).toBe('failed')
})
