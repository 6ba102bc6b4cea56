import type { MediaSource } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { type Incoming, remoteMedia } from './remoteMedia.ts'

const track = (id: string) => ({ id }) as MediaStreamTrack
const incoming = (userId: string, source: MediaSource, id: string, paused = false): Incoming => ({
  userId,
  source,
  track: track(id),
  paused,
})

test('one entry per person with all tracks', () => {
  const media = remoteMedia([incoming('ada', 'microphone', 'm'), incoming('ada', 'camera', 'c')], new Map())
  expect([...media]).toEqual([['ada', { microphone: { id: 'm' }, camera: { id: 'c' } }]])
})

test('a paused picture is left out, paused sound stays', () => {
  const media = remoteMedia([incoming('ada', 'microphone', 'm', true), incoming('ada', 'camera', 'c', true)], new Map())
  expect(media.get('ada')).toEqual({ microphone: { id: 'm' } })
})

test('of two devices the newer counts, unless only the older shows something', () => {
  expect(
    remoteMedia([incoming('a', 'camera', '1'), incoming('a', 'camera', '2')], new Map()).get('a')?.camera?.id,
  ).toBe('2')
  const covered = [incoming('a', 'camera', '1'), incoming('a', 'camera', '2', true)]
  expect(remoteMedia(covered, new Map()).get('a')?.camera?.id).toBe('1')
})

test('what did not change is the same object', () => {
  const list = [incoming('ada', 'camera', 'c'), incoming('sam', 'camera', 's')]
  const before = remoteMedia(list, new Map())
  expect(remoteMedia(list, before)).toBe(before)
  const after = remoteMedia([...list, incoming('sam', 'microphone', 'm')], before)
  expect(after).not.toBe(before)
  expect(after.get('ada')).toBe(before.get('ada'))
  expect(after.get('sam')).not.toBe(before.get('sam'))
})

test('what is stale is shown until something new comes', () => {
  const stale = new Map([['ada', { camera: track('old'), microphone: track('m') }]])
  expect(remoteMedia([], new Map(), stale).get('ada')?.camera?.id).toBe('old')
  expect(remoteMedia([incoming('ada', 'camera', 'new')], new Map(), stale).get('ada')).toEqual({
    camera: { id: 'new' },
    microphone: { id: 'm' },
  })
})
