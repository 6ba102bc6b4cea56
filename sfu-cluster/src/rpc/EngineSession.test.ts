import type { SfuCall } from '@lectern/protocol/sfuRpc'
import { afterEach, expect, test, vi } from 'vitest'
import { EngineSession } from './EngineSession.ts'

afterEach(() => vi.useRealTimers())

function socket() {
  const frames: { event?: string; seq?: number; id?: string }[] = []
  return { frames, closed: false, send: (text: string) => void frames.push(JSON.parse(text)), close() {} }
}

function session(onEnd = () => {}) {
  let done = 0
  const answer = async ({ id }: SfuCall) => ({ id, ok: true as const, value: ++done })
  return new EngineSession({ engineId: 'e1', answer, patienceMs: 1000, onEnd })
}

const closed = (consumerId: string) => ({ room: 'r', peerId: 'p', consumerId })

test('an engine that comes back is told what it missed, once and in order', () => {
  const engine = session()
  const first = socket()
  engine.attach(first, 0)
  engine.emit('consumerClosed', closed('a'))
  engine.detach(first)
  engine.emit('consumerClosed', closed('b'))
  engine.emit('speakers', { room: 'r', speakers: [] })
  engine.emit('consumerClosed', closed('c'))
  const second = socket()
  expect(engine.canResume(1)).toBe(true)
  engine.attach(second, 1)
  expect(second.frames.map(({ seq }) => seq)).toEqual([2, 3])
})

test('speakers are told only to who is there', () => {
  const engine = session()
  const there = socket()
  engine.attach(there, 0)
  engine.emit('speakers', { room: 'r', speakers: [] })
  expect(there.frames).toEqual([{ event: 'speakers', data: { room: 'r', speakers: [] } }])
})

test('a session whose missed events are no longer kept cannot go on', () => {
  const engine = session()
  for (let i = 0; i < 8001; i++) engine.emit('consumerClosed', closed(String(i)))
  expect(engine.canResume(4001)).toBe(true)
  expect(engine.canResume(4000)).toBe(false)
  expect(engine.canResume(8002)).toBe(false)
})

test('a call that comes again is not done again', async () => {
  const engine = session()
  const there = socket()
  engine.attach(there, 0)
  await engine.call({ id: 'x', method: 'stats', params: {} })
  await engine.call({ id: 'x', method: 'stats', params: {} })
  expect(there.frames).toEqual([
    { id: 'x', ok: true, value: 1 },
    { id: 'x', ok: true, value: 1 },
  ])
})

test('it ends when the engine stays away, not when it is back in time', () => {
  vi.useFakeTimers()
  const onEnd = vi.fn()
  const engine = session(onEnd)
  const first = socket()
  engine.attach(first, 0)
  engine.detach(first)
  vi.advanceTimersByTime(900)
  const second = socket()
  engine.attach(second, 0)
  vi.advanceTimersByTime(5000)
  expect(onEnd).not.toHaveBeenCalled()
  engine.detach(second)
  vi.advanceTimersByTime(1000)
  expect(onEnd).toHaveBeenCalledOnce()
  expect(engine.canResume(0)).toBe(false)
})
