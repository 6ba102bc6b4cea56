import { expect, test } from 'vitest'
import { nextTimer } from './nextTimer.ts'

const start = { do: 'start', durationMs: 60_000 } as const

test('a timer runs, is paused with what is left, and goes on from there', () => {
  const running = nextTimer(null, start, 1000)
  expect(running).toEqual({ durationMs: 60_000, endsAt: 61_000, leftMs: 60_000 })
  const paused = nextTimer(running, { do: 'pause' }, 21_000)
  expect(paused).toEqual({ durationMs: 60_000, endsAt: null, leftMs: 40_000 })
  expect(nextTimer(paused, { do: 'resume' }, 100_000)).toEqual({ durationMs: 60_000, endsAt: 140_000, leftMs: 40_000 })
})

test('pausing twice and resuming twice change nothing more', () => {
  const running = nextTimer(null, start, 1000)
  const paused = nextTimer(running, { do: 'pause' }, 21_000)
  expect(nextTimer(paused, { do: 'pause' }, 30_000)).toEqual(paused)
  expect(nextTimer(running, { do: 'resume' }, 30_000)).toEqual(running)
})

test('a timer that ran out has nothing left', () => {
  const ended = nextTimer(nextTimer(null, start, 1000), { do: 'pause' }, 90_000)
  expect(ended?.leftMs).toBe(0)
})

test('stop takes it away, also twice; what is not there cannot be paused', () => {
  expect(nextTimer(nextTimer(null, start, 1000), { do: 'stop' }, 2000)).toBeNull()
  expect(nextTimer(null, { do: 'stop' }, 2000)).toBeNull()
  expect(() => nextTimer(null, { do: 'pause' }, 2000)).toThrow('No timer is running.')
  expect(() => nextTimer(null, { do: 'resume' }, 2000)).toThrow('No timer is running.')
})
