import type { MediaState } from './MediaState.ts'

/** A wanted picture, by the size of its tile. */
export interface Wish {
  /** Height of the tile in device pixels. */
  height: number
  /** Pinned, spotlit or shared: gets its picture before others when not all can have one. */
  pinned?: boolean
}

/** A device to start: the one named, a track that is already live (from the preview), or the browser's default. */
export interface DeviceChoice {
  deviceId?: string
  track?: MediaStreamTrack
}

/**
 * What the class page calls of `MediaClient`. Nothing here throws and nothing rejects for what a device, the browser, the class
 * or the network refuses: that is in the snapshot (`problem`, `status`).
 */
export interface MediaControls {
  /** For `useSyncExternalStore`. */
  subscribe(listener: () => void): () => void
  getSnapshot(): MediaState

  /** Starts media for this class; keeps it alive over lost connections until `close`. */
  open(): void
  /** Ends everything and releases all devices. */
  close(): void

  /** True: starts or unmutes. False: mutes, the device stays held; `stopMicrophone` releases it. */
  setMicrophone(on: boolean, choice?: DeviceChoice): Promise<void>
  stopMicrophone(): Promise<void>
  /** True: starts. False: stops and releases the device. */
  setCamera(on: boolean, choice?: DeviceChoice): Promise<void>
  /** True: asks the browser what to share, with sound where the browser gives it. Must be called from a click. */
  setScreen(on: boolean): Promise<void>
  /** Changes the device under a running microphone or camera without a gap for others. */
  replaceDevice(source: 'microphone' | 'camera', deviceId: string): Promise<void>

  /** Says that a picture is wanted at this size, or (null) no more. Calls in one frame travel together. */
  setWish(userId: string, source: 'camera' | 'screen', wish: Wish | null): void

  /** Level of one's own microphone, 0 to 1, about 20 times a second while it is on or muted (so that a muted speaker can be told). */
  onLevel(listener: (level: number) => void): () => void
}
