import type { Track } from '@lectern/recording/timeline'
import { State } from '../classroom/State.ts'
import type { MediaControls, Wish } from '../media/MediaControls.ts'
import { MEDIA_OFF, type MediaState, type RemoteMedia } from '../media/MediaState.ts'
import type { Follower, Replay, ReplayClock } from './Replay.ts'
import type { TrackPlayer, TrackState } from './TrackPlayer.ts'
import { playsBetween } from './trackSpans.ts'
import { voiceLevel } from './voiceLevel.ts'

export interface ReplayMediaOptions {
  /** For tests: a clock in ms that never falls. */
  now?: () => number
  /** For tests: how loud an element plays now, dBov. */
  levelOf?: (element: HTMLMediaElement) => number
}

export type MakePlayer = (track: Track, onBlocked: () => void) => TrackPlayer

/** Players are made this long before their track plays, and kept this long afterwards, class time in ms. */
const BEFORE_MS = 15_000
const AFTER_MS = 5000
/** Who speaks is looked at this often, ms. */
const LISTEN_MS = 250
/** Quieter than this nobody speaks, dBov. */
const SPEAKS_FROM = -50
/** Nobody waits longer than this for a picture that does not come, ms. */
const PATIENCE_MS = 8000

/** Sound and picture of a replay: a player for every track that plays about now and is wanted. Knows no React. */
export class ReplayMedia implements Follower, Pick<MediaControls, 'subscribe' | 'getSnapshot' | 'setWish'> {
  readonly #state = new State<MediaState>({ ...MEDIA_OFF, status: 'connected' })
  /** The browser wants a click before there is sound. */
  readonly blocked = new State(false)
  readonly #replay: Replay
  readonly #make: MakePlayer
  readonly #now: () => number
  readonly #levelOf: (element: HTMLMediaElement) => number
  #listenedAt = 0
  readonly #players = new Map<string, { track: Track; player: TrackPlayer; state: TrackState }>()
  /** `camera <user id>`: shown on the page now. */
  readonly #wishes = new Set<string>()
  readonly #stop: () => void
  #muted = false
  /** Since when something has been missing (clock of `now`), or null. */
  #missingSince: number | null = null

  constructor(replay: Replay, make: MakePlayer, options: ReplayMediaOptions = {}) {
    this.#replay = replay
    this.#make = make
    this.#now = options.now ?? (() => performance.now())
    this.#levelOf = options.levelOf ?? voiceLevel
    this.#stop = replay.addFollower(this)
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener)
  readonly getSnapshot = (): MediaState => this.#state.getSnapshot()

  /** Says that a picture is on the page, or (null) no more: what nobody sees is not loaded. */
  setWish(userId: string, source: 'camera' | 'screen', wish: Wish | null): void {
    if (wish) this.#wishes.add(`${source} ${userId}`)
    else this.#wishes.delete(`${source} ${userId}`)
  }

  setMuted(muted: boolean): void {
    this.#muted = muted
    for (const { track, player } of this.#players.values()) this.#setVolume(track, player)
  }

  follow(clock: ReplayClock): boolean {
    const { tracks } = this.#replay.index.getSnapshot()
    const wanted = tracks.filter((track) => this.#isWanted(track, clock))
    this.#closeAllBut(new Set(wanted.map(({ id }) => id)))
    for (const track of wanted) this.#followOne(track, clock)
    this.#publish()
    this.#listen(clock)
    return this.#isPatient()
  }

  close(): void {
    this.#stop()
    this.#closeAllBut(new Set())
    this.#publish()
  }

  #isWanted(track: Track, { t }: ReplayClock): boolean {
    if (!playsBetween(track, t - AFTER_MS, t + BEFORE_MS)) return false
    return (
      isSound(track) || this.#wishes.has(`${track.source} ${track.userId}`) || isInPicture(this.#players.get(track.id))
    )
  }

  #followOne(track: Track, clock: ReplayClock): void {
    const known = this.#players.get(track.id)
    const player = known?.player ?? this.#make(track, () => this.#handleBlocked())
    if (!known) this.#setVolume(track, player)
    this.#players.set(track.id, { track, player, state: player.follow(clock, track) })
  }

  /** Who is heard, the loudest first. */
  #listen({ playing, waiting }: ReplayClock): void {
    if (this.#now() - this.#listenedAt < LISTEN_MS) return
    this.#listenedAt = this.#now()
    const voices = [...this.#players.values()].filter(
      ({ track, state }) => track.source === 'microphone' && state === 'ready',
    )
    const levels =
      playing && !waiting
        ? voices.map(({ track, player }) => ({ userId: track.userId, volume: this.#levelOf(player.element) }))
        : []
    const speakers = levels.filter(({ volume }) => volume > SPEAKS_FROM).sort((a, b) => b.volume - a.volume)
    const idsOf = (rows: MediaState['speakers']) => rows.map(({ userId }) => userId).join('\n')
    if (idsOf(speakers) !== idsOf(this.#state.getSnapshot().speakers)) this.#state.patch({ speakers })
  }

  #setVolume(track: Track, { element }: TrackPlayer): void {
    element.muted = this.#muted || !isSound(track)
  }

  /** Without sound there would be no point in running on. */
  #handleBlocked(): void {
    this.blocked.set(true)
    this.#replay.pause()
  }

  /** False while something is on its way, and not for too long. */
  #isPatient(): boolean {
    const isMissing = [...this.#players.values()].some(({ state }) => state === 'loading')
    if (!isMissing) this.#missingSince = null
    else this.#missingSince ??= this.#now()
    return this.#missingSince === null || this.#now() - this.#missingSince > PATIENCE_MS
  }

  #closeAllBut(ids: ReadonlySet<string>): void {
    for (const [id, { player }] of [...this.#players]) {
      if (ids.has(id)) continue
      player.close()
      this.#players.delete(id)
    }
  }

  #publish(): void {
    const remote = new Map<string, RemoteMedia>()
    for (const { track, player, state } of this.#players.values()) {
      const picture = player.element
      if (isSound(track) || state === 'none' || !isVideo(picture)) continue
      remote.set(track.userId, { ...remote.get(track.userId), [track.source]: picture })
    }
    if (!sameRemote(this.#state.getSnapshot().remote, remote)) this.#state.patch({ remote })
  }
}

const isSound = ({ source }: Track): boolean => source === 'microphone' || source === 'screenAudio'
const isVideo = (element: HTMLMediaElement): element is HTMLVideoElement => element.tagName === 'VIDEO'

/** Its own small window stays, whatever the page shows. */
function isInPicture(known: { player: TrackPlayer } | undefined): boolean {
  return known !== undefined && globalThis.document?.pictureInPictureElement === known.player.element
}

function sameRemote(a: ReadonlyMap<string, RemoteMedia>, b: ReadonlyMap<string, RemoteMedia>): boolean {
  return (
    a.size === b.size &&
    [...a].every(([userId, one]) => one.camera === b.get(userId)?.camera && one.screen === b.get(userId)?.screen)
  )
}
