import { expect, test } from 'vitest'
import { isChosen, readOptions } from './options.ts'

test('without options everything is measured three times', () => {
  expect(readOptions([])).toEqual({
    quick: false,
    json: false,
    rounds: 3,
    servers: [],
    measures: [],
    profile: undefined,
  })
})

test('servers and measures are chosen by parts of their names', () => {
  const { servers, measures, rounds } = readOptions(['--servers', 'engine,hocus', '--measures', 'idle', '--quick'])
  expect(rounds).toBe(1)
  expect(['Lectern engine', 'Hocuspocus 4', 'y-websocket'].filter((name) => isChosen(name, servers))).toHaveLength(2)
  expect(['idleApart', 'join'].filter((name) => isChosen(name, measures))).toEqual(['idleApart'])
})

test.each([['--rounds', '0'], ['--rounds', 'many'], ['--fast']])(
  'what does not fit is answered with the usage: %s %s',
  (...args) => {
    expect(() => readOptions(args)).toThrow('Usage: npm run bench:board')
  },
)
