import type { DeviceChoice } from '../media/MediaControls.ts'
import type { LocalMedia } from '../media/MediaState.ts'
import { type DeviceChoices, loadChoices, saveChoices } from './deviceChoices.ts'
import { problemOf } from './deviceWords.ts'

export interface DeviceOption {
  id: string
  label: string
}

export interface DeviceLists {
  microphones: DeviceOption[]
  cameras: DeviceOption[]
  speakers: DeviceOption[]
}

/** An immutable picture of the devices before the class. */
export interface PreviewState {
  microphone: LocalMedia
  camera: LocalMedia
  lists: DeviceLists
  choices: DeviceChoices
}

export type PreviewDevice = 'microphone' | 'camera'

const OFF: LocalMedia = { status: 'off', track: null, problem: null }

/** Where devices come from; the browser's `navigator.mediaDevices`, or undefined where the page may not use any. */
export type DeviceSource = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>

/** Camera and microphone before one is in the class: holds the tracks of the preview and what was chosen. */
export class Preview {
  readonly #source: DeviceSource | undefined
  readonly #listeners = new Set<() => void>()
  /** Number of the latest attempt per device: an answer to an earlier one is thrown away. */
  readonly #attempts: Record<PreviewDevice, number> = { microphone: 0, camera: 0 }
  #state: PreviewState
  #closed = false

  constructor(source: DeviceSource | undefined, choices: DeviceChoices = loadChoices()) {
    this.#source = source
    this.#state = {
      microphone: OFF,
      camera: OFF,
      lists: { microphones: [], cameras: [], speakers: [] },
      choices,
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getSnapshot = (): PreviewState => this.#state

  /** Starts what was on the last time. */
  async open(): Promise<void> {
    this.#closed = false
    this.#source?.addEventListener('devicechange', this.#deviceListChanged)
    const { microphone, camera } = this.#state.choices
    await Promise.all([microphone && this.#start('microphone'), camera && this.#start('camera')])
    await this.#listDevices()
  }

  /** Ends the preview and releases every device that is still held. */
  close(): void {
    this.#closed = true
    this.#source?.removeEventListener('devicechange', this.#deviceListChanged)
    this.#stop('microphone')
    this.#stop('camera')
  }

  async turn(device: PreviewDevice, on: boolean): Promise<void> {
    this.#choose({ [device]: on })
    if (!on) return this.#stop(device)
    await this.#start(device)
    await this.#listDevices()
  }

  async chooseDevice(device: PreviewDevice, deviceId: string): Promise<void> {
    this.#choose(device === 'camera' ? { cameraId: deviceId } : { microphoneId: deviceId })
    if (this.#state[device].status === 'off' && this.#state[device].problem === null) return
    this.#choose({ [device]: true })
    this.#stop(device)
    await this.#start(device)
  }

  chooseSpeaker(deviceId: string): void {
    this.#choose({ speakerId: deviceId })
  }

  /**
   * What the class is to start with, null for what is off. Tracks are given away: `close` will not stop them. A device that
   * is still starting is left to the class to start.
   */
  handOver(): Record<PreviewDevice, DeviceChoice | null> {
    const { microphone, camera, choices } = this.#state
    this.#set({ microphone: OFF, camera: OFF })
    return {
      microphone: handedOver(microphone, choices.microphoneId),
      camera: handedOver(camera, choices.cameraId),
    }
  }

  async #start(device: PreviewDevice): Promise<void> {
    if (!this.#source) return this.#set({ [device]: { ...OFF, problem: 'unsupported' } })
    this.#attempts[device] += 1
    const attempt = this.#attempts[device]
    this.#set({ [device]: { ...OFF, status: 'starting' } })
    try {
      const track = await this.#capture(this.#source, device)
      if (attempt !== this.#attempts[device] || this.#closed) return track.stop()
      track.addEventListener('ended', () => this.#deviceEnded(device, track))
      this.#set({ [device]: { status: 'on', track, problem: null } })
    } catch (error) {
      if (attempt === this.#attempts[device]) this.#set({ [device]: { ...OFF, problem: problemOf(error) } })
    }
  }

  async #capture(source: DeviceSource, device: PreviewDevice): Promise<MediaStreamTrack> {
    const { cameraId, microphoneId } = this.#state.choices
    // `ideal`, not `exact`: a device that was unplugged since the last class must not keep anybody out.
    const stream = await source.getUserMedia(
      device === 'camera'
        ? { video: { deviceId: cameraId, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } }
        : { audio: { deviceId: microphoneId, echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
    )
    return stream.getTracks()[0]!
  }

  #stop(device: PreviewDevice): void {
    this.#attempts[device] += 1
    this.#state[device].track?.stop()
    this.#set({ [device]: OFF })
  }

  #deviceEnded(device: PreviewDevice, track: MediaStreamTrack): void {
    if (this.#state[device].track === track) this.#set({ [device]: { ...OFF, problem: 'ended' } })
  }

  readonly #deviceListChanged = () => void this.#listDevices()

  async #listDevices(): Promise<void> {
    if (!this.#source || this.#closed) return
    const infos = await this.#source.enumerateDevices().catch(() => [])
    this.#set({ lists: deviceLists(infos) })
  }

  #choose(choices: Partial<DeviceChoices>): void {
    this.#set({ choices: { ...this.#state.choices, ...choices } })
    saveChoices(this.#state.choices)
  }

  #set(change: Partial<PreviewState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

function handedOver({ status, track }: LocalMedia, deviceId: string | undefined): DeviceChoice | null {
  if (track) return { track }
  return status === 'starting' ? { deviceId } : null
}

/** Devices by kind. Before permission is given browsers list devices without id; those cannot be chosen. */
export function deviceLists(infos: readonly MediaDeviceInfo[]): DeviceLists {
  const ofKind = (kind: MediaDeviceKind, word: string) =>
    infos
      .filter((info) => info.kind === kind && info.deviceId !== '')
      .map((info, index) => ({ id: info.deviceId, label: info.label || `${word} ${index + 1}` }))
  return {
    microphones: ofKind('audioinput', 'Microphone'),
    cameras: ofKind('videoinput', 'Camera'),
    speakers: ofKind('audiooutput', 'Speaker'),
  }
}
