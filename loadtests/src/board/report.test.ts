import { expect, test } from 'vitest'
import { medians, tables } from './report.ts'

const measure = {
  name: 'crowd',
  title: 'A crowd',
  goal: 'little',
  columns: [
    { key: 'cpuMicros', title: 'CPU µs', digits: 2 },
    { key: 'p99', title: 'p99 ms', digits: 1 },
  ],
  run: async () => ({}),
}

test('of several rounds the middle one counts, figure by figure', () => {
  const rounds = [
    { cpuMicros: 3, p99: 10 },
    { cpuMicros: 1, p99: 30 },
    { cpuMicros: 2, p99: 20 },
  ]
  expect(medians(rounds)).toEqual({ cpuMicros: 2, p99: 20 })
})

test('a table compares the others with the first server', () => {
  const results = [
    { server: 'ours', does: '', rounds: [{ cpuMicros: 0.5, p99: 20 }] },
    { server: 'theirs', does: '', rounds: [{ cpuMicros: 5, p99: 4 }] },
  ]
  expect(tables([{ measure, results }]).split('\n')).toEqual([
    'A crowd (goal: little)',
    '',
    '|  | CPU µs | p99 ms | times ours |',
    '| --- | ---: | ---: | ---: |',
    '| ours | 0.50 | 20.0 | 1.0 |',
    '| theirs | 5.00 | 4.0 | 10.0 |',
  ])
})
