import { expect, test } from 'vitest'
import { byteRange } from './byteRange.ts'

test.each([
  [undefined, 'all'],
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=0-0', { from: 0, to: 0 }],
  ['bytes=10-19', { from: 10, to: 19 }],
  ['bytes=90-500', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=-500', { from: 0, to: 99 }],
  ['bytes=99-', { from: 99, to: 99 }],
  ['bytes=100-', 'none'],
  ['bytes=100-200', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=20-10', 'all'],
  ['bytes=0-1,5-6', 'all'],
  ['bytes=-', 'all'],
  ['bytes=a-b', 'all'],
  ['items=0-1', 'all'],
  ['bytes=0-99999999999999999999', 'all'],
])('%s of 100 bytes', (header, expected) => expect(byteRange(header, 100)).toEqual(expected))

test.each(['bytes=0-', 'bytes=-5', 'bytes=0-0'])('%s of nothing', (header) => expect(byteRange(header, 0)).toBe('none'))
