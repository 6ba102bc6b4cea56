import { expect, test } from 'vitest'
import { strokeUpdates } from '../strokes.ts'
import { eachMark, stamp } from './marks.ts'

const marksOf = (message: Buffer) => {
  const marks: number[][] = []
  eachMark(message, (...mark) => marks.push(mark))
  return marks
}

test('every update carries its sender, its number and the time at which it was sent', () => {
  const [first, second] = strokeUpdates(199, 2).map((update) => Buffer.from(update))
  stamp(first!, 123_456_789_012)
  expect(marksOf(first!)).toEqual([[199, 1, 123_456_789_012]])
  expect(marksOf(Buffer.concat([first!, second!]))).toEqual([
    [199, 1, 123_456_789_012],
    [199, 2, 0],
  ])
})
