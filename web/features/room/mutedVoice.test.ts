import { expect, test } from 'vitest'
import { type MutedVoice, mutedVoice, NOT_SPOKEN } from './mutedVoice.ts'

const START = 1_000_000

/** Says how often it told, for levels that come every 50 ms. */
function told(levels: number[], state: MutedVoice = NOT_SPOKEN): number {
  let count = 0
  for (const [index, level] of levels.entries()) {
    const next = mutedVoice(state, level, START + index * 50)
    if (next.tell) count += 1
    state = next
  }
  return count
}

test('speech into a muted microphone is told once, not again and again', () => {
  expect(told(Array(400).fill(0.6))).toBe(1)
})

test('a cough and a quiet room are not', () => {
  expect(told([...Array(10).fill(0.9), 0, ...Array(10).fill(0.9)])).toBe(0)
  expect(told(Array(400).fill(0.05))).toBe(0)
})

test('after a minute it is told again', () => {
  expect(told(Array(1300).fill(0.6))).toBe(2)
})
