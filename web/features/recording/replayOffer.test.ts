import { expect, test } from 'vitest'
import { replayOffer } from './replayOffer.ts'

const recording = { state: 'SEALING', failure: null, viewerCanWatch: false, viewerCanEdit: false } as const

test('a class that was not recorded, or not for the viewer, has no replay to wait for', () => {
  expect(replayOffer(null)).toEqual({ words: 'Board, chat and polls are kept.', watch: false, wait: false })
})

test('right after the end the replay is waited for, also while the school has not heard of the end', () => {
  const waits = { words: 'The replay is being made ready.', watch: false, wait: true }
  expect(replayOffer({ ...recording, state: 'RECORDING', viewerCanWatch: true })).toEqual(waits)
  expect(replayOffer(recording)).toEqual(waits)
})

test('it is offered as soon as there is something to play, before it is sealed', () => {
  expect(replayOffer({ ...recording, viewerCanWatch: true })).toMatchObject({ watch: true, wait: true })
  expect(replayOffer({ ...recording, state: 'PLAYABLE', viewerCanWatch: true })).toEqual({
    words: 'The replay is ready.',
    watch: true,
    wait: false,
  })
})

test('why it failed is told to whoever can do something about it', () => {
  const failed = { ...recording, state: 'FAILED', failure: 'The store was full.' } as const
  expect(replayOffer(failed).words).not.toContain('store')
  expect(replayOffer({ ...failed, viewerCanEdit: true }).words).toContain('The store was full.')
})
