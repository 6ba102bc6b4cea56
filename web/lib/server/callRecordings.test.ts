import { expect, test } from 'vitest'
import { isRecordingPath } from './callRecordings.ts'

test('what recordings have is found by path', () => {
  expect(isRecordingPath(['0a-1', 'tracks', 't_1', '12'])).toBe(true)
  expect(isRecordingPath(['0a-1', 'captions', 'pt-BR.vtt'])).toBe(true)
})

test('no path leads out of the recordings', () => {
  for (const segment of ['..', '.', '', '%2e%2e', 'a/b', 'a\\b', 'a?b', '.hidden'])
    expect(isRecordingPath(['0a-1', segment]), segment).toBe(false)
})
