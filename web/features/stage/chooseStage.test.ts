import { expect, test } from 'vitest'
import { chooseStage } from './chooseStage.ts'

const base = { layout: 'board', screens: [] as string[], choice: 'auto', me: 'sam', large: 'ada' } as const

test('each layout has its stage', () => {
  expect(chooseStage(base)).toEqual({ kind: 'board' })
  expect(chooseStage({ ...base, layout: 'speaker' })).toEqual({ kind: 'person', userId: 'ada' })
  expect(chooseStage({ ...base, layout: 'grid' })).toEqual({ kind: 'none' })
})

test('the newest screen of another comes to the stage by itself, in every layout', () => {
  for (const layout of ['board', 'speaker', 'grid'] as const)
    expect(chooseStage({ ...base, layout, screens: ['kim', 'ada'] })).toEqual({ kind: 'screen', userId: 'kim' })
})

test('one’s own screen comes only when asked for', () => {
  expect(chooseStage({ ...base, screens: ['sam'] })).toEqual({ kind: 'board' })
  expect(chooseStage({ ...base, screens: ['sam'], choice: { screenOf: 'sam' } })).toEqual({
    kind: 'screen',
    userId: 'sam',
  })
})

test('who goes back to the board stays there', () => {
  expect(chooseStage({ ...base, screens: ['ada'], choice: 'board' })).toEqual({ kind: 'board' })
})

test('when the chosen screen stops, the next one or the board takes its place', () => {
  expect(chooseStage({ ...base, choice: { screenOf: 'ada' } })).toEqual({ kind: 'board' })
  expect(chooseStage({ ...base, screens: ['kim'], choice: { screenOf: 'ada' } })).toEqual({
    kind: 'screen',
    userId: 'kim',
  })
})
