import { describe, expect, test } from 'vitest'
import { effectOf, sumOf } from './changeTrack.ts'
import type { KnownTrack } from './VideoLibrary.ts'

const row = (data: Partial<KnownTrack> = {}): KnownTrack => ({
  recordingId: 'class',
  track: 'camera-1',
  state: 'UPLOADING',
  uploadId: 'upload',
  uploadUrl: 'https://upload.test',
  assetId: null,
  playbackId: null,
  bytesSent: 5n,
  failure: null,
  ...data,
})

describe('[VL7] what a change does', () => {
  test('forwards, all of it', () => {
    const change = { state: 'READY', assetId: 'asset', playbackId: 'play', failure: null } as const
    expect(effectOf(row(), change)).toEqual(change)
  })

  test('what is behind adds what was not known, and takes nothing back', () => {
    expect(effectOf(row({ state: 'READY' }), { state: 'PROCESSING', assetId: 'asset' })).toEqual({ assetId: 'asset' })
  })

  test('after a failure nothing more', () => {
    const change = { state: 'READY', playbackId: 'play' } as const
    expect(effectOf(row({ state: 'FAILED', failure: 'deleted' }), change)).toEqual({})
  })

  test('what is ready can still be lost', () => {
    expect(effectOf(row({ state: 'READY' }), { state: 'FAILED', failure: 'deleted' })).toMatchObject({
      state: 'FAILED',
    })
  })

  test('an upload begins anew only while it is one', () => {
    const anew = { state: 'LOCAL', uploadId: null, uploadUrl: null, bytesSent: 0n } as const
    expect(effectOf(row(), anew)).toEqual(anew)
    expect(effectOf(row({ state: 'PROCESSING' }), anew)).toEqual({})
  })
})

describe('what a recording says of its tracks', () => {
  const tracks = (...states: KnownTrack['state'][]) =>
    states.map((state, n) => ({
      state,
      bytes: 100n,
      bytesSent: BigInt(n * 50),
      failure: state === 'FAILED' ? 'why' : null,
    }))

  test.each([
    [tracks(), 'LOCAL', null],
    [tracks('LOCAL', 'LOCAL'), 'LOCAL', null],
    [tracks('LOCAL', 'UPLOADING'), 'UPLOADING', 25],
    [tracks('READY', 'LOCAL'), 'UPLOADING', 25],
    [tracks('READY', 'PROCESSING'), 'PROCESSING', null],
    [tracks('READY', 'READY'), 'READY', null],
    [tracks('READY', 'FAILED', 'UPLOADING'), 'FAILED', null],
  ])('%#', (given, videoState, videoPercent) => {
    expect(sumOf(given)).toMatchObject({ videoState, videoPercent })
  })

  test('it is not all there before it is', () => {
    const sent = [{ state: 'UPLOADING' as const, bytes: 1000n, bytesSent: 1000n, failure: null }]
    expect(sumOf(sent).videoPercent).toBe(99)
  })
})
