import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('without options everything is run with its own numbers', () => {
  expect(readOptions([])).toEqual({
    only: undefined,
    seeds: undefined,
    seed: 1,
    log: undefined,
    short: false,
    bench: false,
  })
})

test('faults, seeds and the log can be chosen', () => {
  const args = ['--only', '1,8', '--seeds', '20', '--seed', '1234', '--log', 'redis', '--short']
  expect(readOptions(args)).toMatchObject({ only: [1, 8], seeds: 20, seed: 1234, log: 'redis', short: true })
})

test.each([['--log', 'paper'], ['--seeds', 'many'], ['--only', '1,'], ['--seed', '0'], ['--never']])(
  'what does not fit is answered with the usage: %s %s',
  (...args) => {
    expect(() => readOptions(args)).toThrow('Usage: npm run faults')
  },
)
