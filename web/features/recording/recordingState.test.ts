import { expect, test } from 'vitest'
import type { VideoState } from '../../graphql/generated/documents.ts'
import { isOnItsWay, recordingStanding } from './recordingState.ts'

const recording = { state: 'PLAYABLE', failure: null, video: { state: 'LOCAL', percent: null, failure: null } } as const
const onVideo = (state: VideoState, percent: number | null = null, failure: string | null = null) => ({
  ...recording,
  video: { state, percent, failure },
})

test('every state from minute 0 on has its words', () => {
  const words = [
    { ...recording, state: 'RECORDING' as const },
    { ...recording, state: 'SEALING' as const },
    recording,
    onVideo('UPLOADING', 40),
    onVideo('PROCESSING'),
    onVideo('READY'),
  ].map((each) => recordingStanding(each).words)
  expect(words).toEqual(['Recording', 'Sealing', 'Playable', 'Uploading 40 %', 'Processing at Mux', 'On Mux'])
})

test('what failed says why', () => {
  expect(recordingStanding({ ...recording, state: 'FAILED', failure: 'The store was full.' })).toMatchObject({
    words: 'Recording failed',
    problem: 'The store was full.',
  })
  expect(recordingStanding(onVideo('FAILED', null, 'Mux said no.')).problem).toBe(
    'Mux said no. It plays from here meanwhile.',
  )
})

test('it is looked at again only while it changes by itself', () => {
  expect(isOnItsWay(null)).toBe(false)
  expect(isOnItsWay(recording)).toBe(false)
  expect(isOnItsWay({ ...recording, state: 'FAILED' })).toBe(false)
  expect(isOnItsWay({ ...recording, state: 'SEALING' })).toBe(true)
  expect(isOnItsWay(onVideo('PROCESSING'))).toBe(true)
})
