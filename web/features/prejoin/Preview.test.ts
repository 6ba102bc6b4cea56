import { expect, test } from 'vitest'
import { type DeviceSource, deviceLists, Preview } from './Preview.ts'

class FakeTrack extends EventTarget {
  stopped = false
  readonly kind: string

  constructor(kind: string) {
    super()
    this.kind = kind
  }

  stop() {
    this.stopped = true
  }
}

type Answer = () => Promise<FakeTrack>

/** Devices whose answers the test gives. */
function fakeSource(answers: { video?: Answer; audio?: Answer }) {
  const asked: MediaStreamConstraints[] = []
  const source: DeviceSource = {
    getUserMedia: async (constraints = {}) => {
      asked.push(constraints)
      const kind = constraints.video ? 'video' : 'audio'
      const track = await (answers[kind] ?? (async () => new FakeTrack(kind)))()
      return { getTracks: () => [track as unknown as MediaStreamTrack] } as unknown as MediaStream
    },
    enumerateDevices: async () => [
      { kind: 'videoinput', deviceId: 'c1', label: 'Front', groupId: '', toJSON: () => null },
    ],
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }
  return { source, asked }
}

const both = { microphone: true, camera: true }
const refuse = (name: string) => async () => {
  throw new DOMException('', name)
}

test('opens what was on the last time, each device by itself', async () => {
  const { source, asked } = fakeSource({})
  const preview = new Preview(source, { microphone: false, camera: true, cameraId: 'c1' })
  await preview.open()
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ video: { deviceId: 'c1' } })
  expect(preview.getSnapshot()).toMatchObject({
    camera: { status: 'on' },
    microphone: { status: 'off', problem: null },
  })
  expect(preview.getSnapshot().lists.cameras).toEqual([{ id: 'c1', label: 'Front' }])
})

test('a refused camera does not take the microphone with it', async () => {
  const preview = new Preview(fakeSource({ video: refuse('NotAllowedError') }).source, both)
  await preview.open()
  expect(preview.getSnapshot()).toMatchObject({
    camera: { status: 'off', problem: 'denied' },
    microphone: { status: 'on', problem: null },
  })
})

test('a page that may not use devices says so', async () => {
  const preview = new Preview(undefined, both)
  await preview.open()
  expect(preview.getSnapshot().camera.problem).toBe('unsupported')
})

test('turned off while it starts, the device is released when it comes', async () => {
  const track = new FakeTrack('video')
  let give: (track: FakeTrack) => void = () => undefined
  const answer = new Promise<FakeTrack>((resolve) => {
    give = resolve
  })
  const preview = new Preview(fakeSource({ video: () => answer }).source, { microphone: false, camera: true })
  const opened = preview.open()
  await preview.turn('camera', false)
  give(track)
  await opened
  expect(track.stopped).toBe(true)
  expect(preview.getSnapshot().camera.status).toBe('off')
})

test('tracks that were handed over survive the end of the preview', async () => {
  const track = new FakeTrack('video')
  const preview = new Preview(fakeSource({ video: async () => track }).source, both)
  await preview.open()
  expect(preview.handOver().camera?.track).toBe(track)
  preview.close()
  expect(track.stopped).toBe(false)
})

test('who joins while a device still starts has it started in class; what is off stays off', async () => {
  const preview = new Preview(fakeSource({ video: () => new Promise(() => undefined) }).source, {
    microphone: false,
    camera: true,
    cameraId: 'c1',
  })
  void preview.open()
  expect(preview.handOver()).toEqual({ microphone: null, camera: { deviceId: 'c1' } })
})

test('closing releases what is held', async () => {
  const track = new FakeTrack('audio')
  const preview = new Preview(fakeSource({ audio: async () => track }).source, both)
  await preview.open()
  preview.close()
  expect(track.stopped).toBe(true)
})

test('a device that goes away is told', async () => {
  const track = new FakeTrack('audio')
  const preview = new Preview(fakeSource({ audio: async () => track }).source, both)
  await preview.open()
  track.dispatchEvent(new Event('ended'))
  expect(preview.getSnapshot().microphone).toMatchObject({ status: 'off', problem: 'ended' })
})

test('devices without a name get a number, those without id are left out', () => {
  const info = (deviceId: string) =>
    ({ kind: 'audioinput', deviceId, label: '', groupId: '', toJSON: () => null }) as MediaDeviceInfo
  expect(deviceLists([info('a'), info(''), info('b')]).microphones).toEqual([
    { id: 'a', label: 'Microphone 1' },
    { id: 'b', label: 'Microphone 2' },
  ])
})
