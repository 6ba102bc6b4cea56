import { problemOf } from '../prejoin/deviceWords.ts'
import type { DeviceChoice } from './MediaControls.ts'
import type { LocalMedia, MediaProblem } from './MediaState.ts'

/** Opens a device: its track, and for a screen perhaps that of its sound. Rejects with the browser's own error. */
export type Capture = (choice: DeviceChoice) => Promise<MediaStreamTrack[]>

const OFF: LocalMedia = { status: 'off', track: null, problem: null }

/** One device of one's own: holds its tracks, whatever becomes of the connection. */
export class LocalDevice {
  readonly #capture: Capture
  readonly #onChange: (state: LocalMedia) => void
  #state: LocalMedia = OFF
  #companion: MediaStreamTrack | null = null
  /** An answer of the browser to an earlier attempt is thrown away. */
  #attempt = 0

  constructor(capture: Capture, onChange: (state: LocalMedia) => void) {
    this.#capture = capture
    this.#onChange = onChange
  }

  get state(): LocalMedia {
    return this.#state
  }

  get muted(): boolean {
    return this.#state.status === 'muted'
  }

  /** The sound of a shared screen. */
  get companion(): MediaStreamTrack | null {
    return this.#companion
  }

  /** Holds the device from now on; why not is in the state. */
  async start(choice: DeviceChoice): Promise<void> {
    this.#release()
    this.#set({ ...OFF, status: 'starting' })
    const attempt = ++this.#attempt
    try {
      const tracks = choice.track ? [choice.track] : await this.#capture(choice)
      if (attempt === this.#attempt) this.#hold(tracks, 'on')
      else for (const track of tracks) track.stop()
    } catch (error) {
      if (attempt === this.#attempt) this.#set({ ...OFF, problem: problemOf(error) })
    }
  }

  /** Takes another device in place of the one that is held; on failure the old one stays. */
  async replace(choice: DeviceChoice): Promise<void> {
    const { status } = this.#state
    const attempt = ++this.#attempt
    try {
      const tracks = await this.#capture(choice)
      if (attempt !== this.#attempt) for (const track of tracks) track.stop()
      else this.#hold(tracks, status === 'muted' ? 'muted' : 'on')
    } catch (error) {
      if (attempt === this.#attempt) this.#set({ ...this.#state, problem: problemOf(error) })
    }
  }

  mute(muted: boolean, problem: MediaProblem | null = null): void {
    const { track } = this.#state
    if (!track) return
    // Whatever the connection does, from here on the track itself is silent.
    track.enabled = !muted
    this.#set({ status: muted ? 'muted' : 'on', track, problem })
  }

  stop(problem: MediaProblem | null = null): void {
    this.#attempt++
    this.#release()
    this.#set({ ...OFF, problem })
  }

  #hold(tracks: MediaStreamTrack[], status: 'on' | 'muted'): void {
    const [track, companion = null] = tracks
    if (!track) {
      this.#set({ ...OFF, problem: 'not-found' })
      return
    }
    this.#release()
    track.enabled = status === 'on'
    track.addEventListener('ended', () => this.#ended(track))
    this.#companion = companion
    this.#set({ status, track, problem: null })
  }

  #ended(track: MediaStreamTrack): void {
    if (this.#state.track === track) this.stop('ended')
  }

  #release(): void {
    this.#state.track?.stop()
    this.#companion?.stop()
    this.#companion = null
  }

  #set(state: LocalMedia): void {
    this.#state = state
    this.#onChange(state)
  }
}
