import type { DeviceChoice } from './MediaControls.ts'

/** The browser's devices; undefined where the page may not use any (no https). */
const devices = (): MediaDevices | undefined => globalThis.navigator?.mediaDevices

/** Opens a microphone. Rejects with the browser's own error. */
export async function captureMicrophone({ deviceId }: DeviceChoice): Promise<MediaStreamTrack[]> {
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...exactly(deviceId) }
  return (await given(devices()).getUserMedia({ audio })).getAudioTracks()
}

export async function captureCamera({ deviceId }: DeviceChoice): Promise<MediaStreamTrack[]> {
  const video = {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
    ...exactly(deviceId),
  }
  return (await given(devices()).getUserMedia({ video })).getVideoTracks()
}

/** Asks what to share: the picture, and the sound where the browser gives it. */
export async function captureScreen(): Promise<MediaStreamTrack[]> {
  const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  const stream = await given(devices()).getDisplayMedia({ video: { frameRate: { ideal: 15, max: 30 } }, audio })
  const [picture] = stream.getVideoTracks()
  // Text before motion: sharp letters at fewer frames.
  if (picture) picture.contentHint = 'detail'
  for (const sound of stream.getAudioTracks()) sound.contentHint = 'music'
  return [...stream.getVideoTracks(), ...stream.getAudioTracks()]
}

function given(found: MediaDevices | undefined): MediaDevices {
  if (!found) throw new DOMException('There are no devices on this page.', 'NotSupportedError')
  return found
}

/** A device that was chosen by name is that one or none: another one would be a surprise. */
const exactly = (deviceId: string | undefined) => (deviceId ? { deviceId: { exact: deviceId } } : {})
