import { expect, test } from 'vitest'
import { LocalDevice } from './LocalDevice.ts'
import type { LocalMedia } from './MediaState.ts'

class FakeTrack extends EventTarget {
  enabled = true
  stopped = false
  stop() {
    this.stopped = true
  }
}
const fake = () => new FakeTrack() as FakeTrack & MediaStreamTrack
const refuse = (name: string) => Promise.reject(Object.assign(new Error(name), { name }))

function device(capture: () => Promise<MediaStreamTrack[]>) {
  const seen: LocalMedia[] = []
  const made = new LocalDevice(capture, (state) => seen.push(state))
  return { made, seen }
}

test('starts, mutes without letting go, stops', async () => {
  const track = fake()
  const { made, seen } = device(async () => [track])
  await made.start({})
  made.mute(true)
  expect(track).toMatchObject({ enabled: false, stopped: false })
  made.mute(false)
  expect(track.enabled).toBe(true)
  made.stop()
  expect(track.stopped).toBe(true)
  expect(seen.map(({ status }) => status)).toEqual(['starting', 'on', 'muted', 'on', 'off'])
})

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'not-found'],
  ['NotReadableError', 'busy'],
])('%s is told as %s', async (name, problem) => {
  const { made } = device(() => refuse(name))
  await made.start({})
  expect(made.state).toEqual({ status: 'off', track: null, problem })
})

test('a device that is given after it was stopped is let go at once', async () => {
  const track = fake()
  let give = (_: MediaStreamTrack[]) => {}
  const { made } = device(() => new Promise((resolve) => (give = resolve)))
  const starting = made.start({})
  made.stop()
  give([track])
  await starting
  expect(made.state.status).toBe('off')
  expect(track.stopped).toBe(true)
})

test('a device that goes away is told, and its sound goes with it', async () => {
  const [picture, sound] = [fake(), fake()]
  const { made } = device(async () => [picture, sound])
  await made.start({})
  expect(made.companion).toBe(sound)
  picture.dispatchEvent(new Event('ended'))
  expect(made.state).toEqual({ status: 'off', track: null, problem: 'ended' })
  expect(sound.stopped).toBe(true)
})

test('a replacement keeps mute, and on failure the old device stays', async () => {
  const [first, second] = [fake(), fake()]
  const answers = [async () => [first], async () => [second], () => refuse('NotFoundError')]
  const { made } = device(() => answers.shift()!())
  await made.start({})
  made.mute(true)
  await made.replace({ deviceId: 'other' })
  expect(made.state).toMatchObject({ status: 'muted', track: second })
  expect([first.stopped, second.enabled]).toEqual([true, false])
  await made.replace({ deviceId: 'missing' })
  expect(made.state).toEqual({ status: 'muted', track: second, problem: 'not-found' })
})
