import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Typing, type TypingAudience } from './Typing.ts'

let told: TypingAudience[] = []
let typing: Typing

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  typing = new Typing((audience) => told.push(audience))
})

afterEach(() => {
  typing.close()
  vi.useRealTimers()
})

test('the first change is told at once, the next ones together 500 ms later', () => {
  typing.set('sam', null, true)
  vi.advanceTimersByTime(0)
  expect(told).toEqual(['all'])
  typing.set('kim', null, true)
  typing.set('ada', null, true)
  vi.advanceTimersByTime(499)
  expect(told).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(told).toHaveLength(2)
  expect(typing.view('root').userIds).toEqual(['sam', 'kim', 'ada'])
})

test('nobody hears of their own typing, and nothing is told that did not change', () => {
  typing.set('sam', null, true)
  vi.advanceTimersByTime(500)
  typing.set('sam', null, true)
  vi.advanceTimersByTime(500)
  expect(told).toHaveLength(1)
  expect(typing.view('sam').userIds).toEqual([])
})

test('somebody who falls silent is forgotten after 6 s, somebody who goes on is not', () => {
  typing.set('sam', null, true)
  typing.set('kim', null, true)
  vi.advanceTimersByTime(4000)
  typing.set('kim', null, true)
  vi.advanceTimersByTime(2000)
  expect(typing.view('ada').userIds).toEqual(['kim'])
  vi.advanceTimersByTime(4000)
  expect(typing.view('ada').userIds).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

test('[CM5] private typing concerns the one who is written to alone', () => {
  typing.set('sam', 'ada', true)
  vi.advanceTimersByTime(0)
  expect(told).toEqual([new Set(['ada'])])
  expect(typing.view('ada')).toEqual({ userIds: [], private: ['sam'] })
  expect(typing.view('kim')).toEqual({ userIds: [], private: [] })
  typing.set('sam', 'ada', false)
  vi.advanceTimersByTime(500)
  expect(typing.view('ada').private).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

test('at most ten are named', () => {
  for (let n = 0; n < 40; n += 1) typing.set(`p${n}`, null, true)
  vi.advanceTimersByTime(500)
  expect(typing.view('ada').userIds).toHaveLength(10)
})
