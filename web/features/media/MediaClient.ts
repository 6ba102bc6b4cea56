import { LecternError, MEDIA_COMMANDS, type MediaSource } from '@lectern/protocol'
import { backoff } from '../classroom/backoff.ts'
import { Emitter } from '../classroom/Emitter.ts'
import { State } from '../classroom/State.ts'
import { watchLevel } from '../prejoin/watchLevel.ts'
import { captureCamera, captureMicrophone, captureScreen } from './capture.ts'
import { GapMeter } from './GapMeter.ts'
import { type Capture, LocalDevice } from './LocalDevice.ts'
import type { DeviceChoice, MediaControls, Wish } from './MediaControls.ts'
import { MediaLink } from './MediaLink.ts'
import { type LocalMedia, MEDIA_OFF, type MediaProblem, type MediaState, type RemoteMedia } from './MediaState.ts'
import { remoteMedia } from './remoteMedia.ts'
import type { Signalling } from './Signalling.ts'
import { WishList } from './WishList.ts'

type DeviceName = 'microphone' | 'camera' | 'screen'

const SOURCES: readonly MediaSource[] = ['microphone', 'camera', 'screen', 'screenAudio']
const DEVICE_OF: Record<MediaSource, DeviceName> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'screen',
  screenAudio: 'screen',
}
const STATS_MS = 5000
/** How long pictures of the link before are kept on a new link, ms. */
const STALE_MS = 2000

/** Media of one class for one browser: devices, what is sent and received, and coming back by itself. Knows no React. */
export class MediaClient implements MediaControls {
  readonly #signalling: Signalling
  readonly #state = new State<MediaState>(MEDIA_OFF)
  readonly #levels = new Emitter<{ level: number }>()
  readonly #devices: Record<DeviceName, LocalDevice>
  readonly #wishes: WishList
  readonly #gaps = new GapMeter()
  /** Changes of one source reach the class one after the other. */
  readonly #queues = new Map<MediaSource, Promise<void>>()
  #stopListening: (() => void) | undefined
  #link: MediaLink | undefined
  /** Names the attempt to open a link; an older one that succeeds late is dropped. */
  #opening = 0
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  /** The last pictures of the link before, shown until the new ones are there. */
  #stale: ReadonlyMap<string, RemoteMedia> = new Map()
  #forgetStale: ReturnType<typeof setTimeout> | undefined
  #meter: { track: MediaStreamTrack; stop: () => void } | undefined

  constructor(signalling: Signalling) {
    this.#signalling = signalling
    this.#devices = {
      microphone: this.#device('microphone', captureMicrophone),
      camera: this.#device('camera', captureCamera),
      screen: this.#device('screen', captureScreen),
    }
    this.#wishes = new WishList((videos) => {
      if (this.#link) this.#ask(this.#signalling.request(MEDIA_COMMANDS.wish, { videos }))
    })
  }

  subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener)

  getSnapshot = (): MediaState => this.#state.getSnapshot()

  open(): void {
    if (this.#stopListening) return
    this.#stopListening = this.#listen()
    this.#state.patch({ status: 'connecting' })
    if (this.#signalling.joined) this.#connect()
  }

  close(): void {
    this.#stopListening?.()
    this.#stopListening = undefined
    this.#disconnect()
    for (const device of Object.values(this.#devices)) device.stop()
    this.#wishes.close()
    this.#state.set(MEDIA_OFF)
  }

  async setMicrophone(on: boolean, choice: DeviceChoice = {}): Promise<void> {
    const { microphone } = this.#devices
    if (microphone.state.track) microphone.mute(!on)
    else if (on) await microphone.start(choice)
    else microphone.stop()
    await this.#sync('microphone')
  }

  async stopMicrophone(): Promise<void> {
    this.#devices.microphone.stop()
    await this.#sync('microphone')
  }

  async setCamera(on: boolean, choice: DeviceChoice = {}): Promise<void> {
    await this.#turn('camera', on, choice)
    await this.#sync('camera')
  }

  async setScreen(on: boolean): Promise<void> {
    await this.#turn('screen', on, {})
    await Promise.all([this.#sync('screen'), this.#sync('screenAudio')])
  }

  async replaceDevice(source: 'microphone' | 'camera', deviceId: string): Promise<void> {
    const device = this.#devices[source]
    if (!device.state.track) return
    await device.replace({ deviceId })
    await this.#sync(source)
  }

  setWish(userId: string, source: 'camera' | 'screen', wish: Wish | null): void {
    this.#wishes.set(userId, source, wish)
  }

  onLevel(listener: (level: number) => void): () => void {
    return this.#levels.on('level', listener)
  }

  async #turn(name: 'camera' | 'screen', on: boolean, choice: DeviceChoice): Promise<void> {
    const device = this.#devices[name]
    if (!on) device.stop()
    else if (!device.state.track) await device.start(choice)
  }

  #device(name: DeviceName, capture: Capture): LocalDevice {
    return new LocalDevice(capture, (state) => this.#deviceChanged(name, state))
  }

  #deviceChanged(name: DeviceName, state: LocalMedia): void {
    this.#state.patch({ [name]: state })
    if (name === 'microphone') this.#measure(state.track)
    // The device went away by itself, or the browser's own button ended the share.
    if (state.problem === 'ended') for (const source of SOURCES) if (DEVICE_OF[source] === name) void this.#sync(source)
  }

  /** Measures a copy, which hears also what is muted. */
  #measure(track: MediaStreamTrack | null): void {
    if (this.#meter?.track === (track ?? undefined)) return
    this.#meter?.stop()
    this.#meter = track ? { track, stop: this.#watch(track.clone()) } : undefined
  }

  #watch(copy: MediaStreamTrack): () => void {
    copy.enabled = true
    const stop = watchLevel(copy, (level) => this.#levels.emit('level', level))
    return () => {
      stop()
      copy.stop()
      this.#levels.emit('level', 0)
    }
  }

  #listen(): () => void {
    const network = () => void this.#link?.restartIce().catch(() => undefined)
    const connection = (globalThis.navigator as { connection?: EventTarget } | undefined)?.connection
    connection?.addEventListener('change', network)
    globalThis.addEventListener?.('online', network)
    const stats = setInterval(() => this.#askStats(), STATS_MS)
    const stops = [
      this.#state.subscribe(() => this.#gaps.see(this.getSnapshot().status)),
      this.#signalling.onJoined((joined) => (joined ? this.#connect() : this.#lost())),
      this.#signalling.on('media:reset', () => this.#connect()),
      this.#signalling.on('media:speakers', ({ speakers }) => this.#state.patch({ speakers })),
      this.#signalling.on('media:quality', ({ userId, quality }) => {
        const known = new Map(this.getSnapshot().quality)
        if (quality === 'good') known.delete(userId)
        else known.set(userId, quality)
        this.#state.patch({ quality: known })
      }),
      this.#signalling.on('people:muted', () => this.#mutedByClass()),
    ]
    return () => {
      for (const stop of stops) stop()
      clearInterval(stats)
      connection?.removeEventListener('change', network)
      globalThis.removeEventListener?.('online', network)
    }
  }

  /** Opens a new link in place of the one that is there. */
  #connect(): void {
    if (!this.#stopListening) return
    this.#disconnect()
    if (this.getSnapshot().status !== 'connecting') this.#state.patch({ status: 'reconnecting' })
    const attempt = ++this.#opening
    MediaLink.open(this.#signalling).then(
      (link) => (attempt === this.#opening ? this.#adopt(link) : link.close()),
      (error) => {
        if (attempt === this.#opening) this.#openFailed(error)
      },
    )
  }

  #adopt(link: MediaLink): void {
    this.#link = link
    this.#failures = 0
    link.events.on('incoming', () => this.#tellIncoming(link))
    link.events.on('working', (working) => this.#state.patch({ status: working ? 'connected' : 'reconnecting' }))
    // Without the class nothing can take its place, and it may yet come back by itself.
    link.events.on('dead', () => {
      if (this.#signalling.joined) this.#connect()
    })
    link.events.on('revoked', (source) => this.#devices[DEVICE_OF[source]].stop('revoked'))
    this.#state.patch({ status: 'connected' })
    this.#stale = this.getSnapshot().remote
    this.#forgetStale = setTimeout(() => this.#dropStale(), STALE_MS)
    this.#tellIncoming(link)
    const { videos } = this.#wishes
    if (videos.length > 0) this.#ask(this.#signalling.request(MEDIA_COMMANDS.wish, { videos }))
    for (const source of SOURCES) void this.#sync(source)
  }

  #openFailed(error: unknown): void {
    // Without the class there is nothing to try; its return opens a link anyway.
    if (!this.#signalling.joined) return
    const away = !(error instanceof LecternError) || error.code === 'MEDIA_UNAVAILABLE'
    this.#state.patch({ status: away ? 'unavailable' : 'reconnecting', remote: new Map() })
    this.#retry = setTimeout(() => this.#connect(), backoff(this.#failures++, Math.random))
  }

  /** The class is out of reach. What flows may go on flowing until it is back. */
  #lost(): void {
    this.#opening++
    clearTimeout(this.#retry)
    this.#state.patch({ status: 'reconnecting', speakers: [], ownQuality: null })
  }

  #disconnect(): void {
    this.#opening++
    clearTimeout(this.#retry)
    this.#link?.close()
    this.#link = undefined
    this.#dropStale()
    this.#state.patch({ speakers: [], quality: new Map(), ownQuality: null })
  }

  #tellIncoming(link: MediaLink | undefined): void {
    if (!link || link !== this.#link) return
    this.#state.patch({ remote: remoteMedia(link.incoming, this.getSnapshot().remote, this.#stale) })
  }

  #dropStale(): void {
    clearTimeout(this.#forgetStale)
    this.#stale = new Map()
    this.#tellIncoming(this.#link)
  }

  /** Makes what the class has of a source what the device says, now and after whatever is under way. */
  #sync(source: MediaSource): Promise<void> {
    const before = this.#queues.get(source) ?? Promise.resolve()
    const done = before.then(() => this.#syncNow(source))
    this.#queues.set(source, done)
    return done
  }

  async #syncNow(source: MediaSource): Promise<void> {
    const link = this.#link
    if (!link) return
    const device = this.#devices[DEVICE_OF[source]]
    const track = source === 'screenAudio' ? device.companion : device.state.track
    try {
      await bring(link, source, track, device.muted)
    } catch (error) {
      if (link === this.#link && !link.closed) await this.#refused(link, source, error)
    }
  }

  async #refused(link: MediaLink, source: MediaSource, error: unknown): Promise<void> {
    const device = this.#devices[DEVICE_OF[source]]
    const code = error instanceof LecternError ? error.code : undefined
    // A connection that is lost is opened anew, with all that is held.
    if (code === 'NOT_CONNECTED') return
    if (code === 'LOCKED') {
      device.mute(true, 'locked')
      if (!link.sending(source) && device.state.track) {
        await link.start(source, device.state.track, true).catch(() => undefined)
      }
      return
    }
    // A screen without its sound is still a screen.
    if (source === 'screenAudio') return
    const problem: MediaProblem = code === 'NOT_ALLOWED' ? 'not-allowed' : 'failed'
    device.stop(problem)
  }

  #mutedByClass(): void {
    this.#devices.microphone.mute(true)
    this.#link?.pausedByClass('microphone')
  }

  #askStats(): void {
    if (this.getSnapshot().status !== 'connected') return
    const link = this.#link
    this.#ask(
      this.#signalling.request(MEDIA_COMMANDS.stats, { gapMs: this.#gaps.take() }).then((ownQuality) => {
        if (link === this.#link) this.#state.patch({ ownQuality })
      }),
    )
  }

  /** For what may fail without harm: a lost connection, which is noticed elsewhere. */
  #ask(request: Promise<unknown>): void {
    request.catch(() => undefined)
  }
}

async function bring(link: MediaLink, source: MediaSource, track: MediaStreamTrack | null, paused: boolean) {
  const sent = link.sending(source)
  if (!track) return link.stop(source)
  if (!sent) return link.start(source, track, paused)
  if (sent.track !== track) await link.replace(source, track)
  if (sent.paused !== paused) await link.setPaused(source, paused)
}
