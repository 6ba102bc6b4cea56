import Mux, { APIConnectionError, APIError, NotFoundError } from '@mux/mux-node'
import { ResumableUpload, retryAfterMs, UploadGoneError } from './ResumableUpload.ts'
import {
  type Captions,
  type KnownTrack,
  LibraryBusyError,
  LibraryRefusedError,
  type Playback,
  type Save,
  type TrackChange,
  type TrackSource,
  type VideoLibrary,
} from './VideoLibrary.ts'

const ANSWER_MS = 30_000
/** The longest that Mux keeps an address for an upload open. */
const UPLOAD_SECONDS = 7 * 24 * 60 * 60
/** A token outlives the class that it plays by so much, for pauses. */
const SPARE_SECONDS = 30 * 60
const SHORTEST_TOKEN_SECONDS = 60 * 60
const BUSY = [408, 409, 425, 429]

export interface MuxSettings {
  tokenId: string
  tokenSecret: string
  webhookSecret: string
  signingKey: string
  signingPrivateKey: string
  /** Of Mux's API. */
  url: string
}

export interface MuxParts {
  mux: Mux
  /** Where pages that play come from. */
  webUrl: string
}

export const createMux = ({
  tokenId,
  tokenSecret,
  webhookSecret,
  signingKey,
  signingPrivateKey,
  url,
}: MuxSettings): Mux =>
  new Mux({
    tokenId,
    tokenSecret,
    webhookSecret,
    jwtSigningKey: signingKey,
    jwtPrivateKey: signingPrivateKey,
    baseURL: url,
    timeout: ANSWER_MS,
    // What fails is tried again by the job that asked, whose state people see.
    maxRetries: 0,
    logLevel: 'off',
  })

const passthroughOf = (room: string, track: string): string => `${room}:${track}`

/** Tracks become assets at Mux: uploaded after class, played by signed tokens. */
export class MuxVideoLibrary implements VideoLibrary {
  readonly isElsewhere = true
  readonly #mux: Mux
  readonly #webUrl: string

  constructor({ mux, webUrl }: MuxParts) {
    this.#mux = mux
    this.#webUrl = webUrl
  }

  async bring(source: TrackSource, known: KnownTrack, save: Save, signal: AbortSignal): Promise<void> {
    if (known.state === 'READY' || known.state === 'FAILED') return
    if (known.state === 'PROCESSING') await save(await this.#look(known))
    else await this.#upload(source, await this.#uploadOf(source, known, save), save, signal)
  }

  async playback({ playbackId }: KnownTrack, forSeconds: number): Promise<Playback> {
    if (playbackId === null) throw new LibraryRefusedError('Mux has nothing to play of this track.')
    const seconds = Math.max(SHORTEST_TOKEN_SECONDS, Math.ceil(forSeconds) + SPARE_SECONDS)
    const tokens = await this.#mux.jwt.signPlaybackId(playbackId, {
      type: ['video', 'thumbnail', 'storyboard'],
      expiration: `${seconds}s`,
    })
    const token = tokens['playback-token'] ?? null
    return {
      url: `https://stream.mux.com/${playbackId}.m3u8?token=${token}`,
      playbackId,
      token,
      thumbnailToken: tokens['thumbnail-token'] ?? null,
      storyboardToken: tokens['storyboard-token'] ?? null,
    }
  }

  async addCaptions({ assetId }: KnownTrack, { language, label, url }: Captions): Promise<string | null> {
    if (assetId === null) return null
    const track = await asked(() =>
      this.#mux.video.assets.createTrack(assetId, {
        type: 'text',
        text_type: 'subtitles',
        language_code: language,
        name: label,
        url,
      }),
    )
    return track.id ?? null
  }

  async removeCaptions({ assetId }: KnownTrack, id: string): Promise<void> {
    if (assetId !== null) await unlessGone(() => this.#mux.video.assets.deleteTrack(assetId, id))
  }

  async remove({ uploadId, assetId }: KnownTrack): Promise<void> {
    if (assetId !== null) await unlessGone(() => this.#mux.video.assets.delete(assetId))
    else if (uploadId !== null) await this.#removeUpload(uploadId)
  }

  /** Only an upload that nothing became of can be cancelled; of one that is through, the asset has to go. */
  async #removeUpload(uploadId: string): Promise<void> {
    const upload = await unlessGone(() => this.#mux.video.uploads.retrieve(uploadId))
    const assetId = upload?.asset_id
    if (assetId) await unlessGone(() => this.#mux.video.assets.delete(assetId))
    else if (upload?.status === 'waiting') await unlessGone(() => this.#mux.video.uploads.cancel(uploadId))
  }

  async #uploadOf({ room, track }: TrackSource, known: KnownTrack, save: Save): Promise<string> {
    if (known.uploadUrl !== null) return known.uploadUrl
    const upload = await asked(() =>
      this.#mux.video.uploads.create({
        cors_origin: this.#webUrl,
        timeout: UPLOAD_SECONDS,
        new_asset_settings: {
          passthrough: passthroughOf(room, track),
          playback_policies: ['signed'],
          video_quality: 'basic',
        },
      }),
    )
    if (!upload.url) throw new LibraryRefusedError('Mux gave no address for the upload.')
    await save({ state: 'UPLOADING', uploadId: upload.id, uploadUrl: upload.url, bytesSent: 0n })
    return upload.url
  }

  async #upload({ bytes, read }: TrackSource, url: string, save: Save, signal: AbortSignal): Promise<void> {
    try {
      await new ResumableUpload({ url, bytes, read, signal }).run((sent) => save({ bytesSent: BigInt(sent) }))
    } catch (error) {
      if (!(error instanceof UploadGoneError)) throw error
      await save({ state: 'LOCAL', uploadId: null, uploadUrl: null, bytesSent: 0n })
      throw new LibraryBusyError('The upload took too long and begins anew.')
    }
    await save({ state: 'PROCESSING', bytesSent: BigInt(bytes), uploadUrl: null })
  }

  /** What a webhook would have told, in case none arrives. */
  async #look({ uploadId, assetId }: KnownTrack): Promise<TrackChange> {
    const known = assetId ?? (uploadId === null ? null : await this.#assetOf(uploadId))
    if (known === null) return {}
    const asset = await asked(() => this.#mux.video.assets.retrieve(known))
    return { assetId: known, ...changeOf(asset) }
  }

  async #assetOf(uploadId: string): Promise<string | null> {
    const upload = await asked(() => this.#mux.video.uploads.retrieve(uploadId))
    if (upload.asset_id) return upload.asset_id
    if (upload.status === 'waiting' || upload.status === 'asset_created') return null
    throw new LibraryRefusedError(`Mux made nothing of the upload: ${upload.error?.message ?? upload.status}.`)
  }
}

type Asset = Pick<Mux.Video.Asset, 'status' | 'playback_ids' | 'errors'>

/** What an asset says of its track; nothing while Mux works on it. */
export function changeOf({ status, playback_ids, errors }: Asset): TrackChange {
  if (status === 'errored')
    return { state: 'FAILED', failure: `Mux: ${errors?.messages?.join(' ') || 'no reason given'}` }
  const playbackId = playback_ids?.find(({ policy }) => policy === 'signed')?.id
  return status === 'ready' && playbackId ? { state: 'READY', playbackId, failure: null } : {}
}

async function asked<T>(ask: () => PromiseLike<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw translated(error)
  }
}

const unlessGone = <T>(ask: () => PromiseLike<T>): Promise<T | undefined> =>
  asked(async () => {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof NotFoundError) return undefined
      throw error
    }
  })

function translated(error: unknown): unknown {
  if (error instanceof APIConnectionError) return new LibraryBusyError('Mux cannot be reached.')
  if (!(error instanceof APIError)) return error
  const status = Number(error.status)
  if (status >= 500 || BUSY.includes(status)) {
    return new LibraryBusyError(`Mux is busy (${status}).`, error.headers ? retryAfterMs(error.headers) : null)
  }
  if (status === 401 || status === 403) return new LibraryRefusedError('Mux does not accept the keys of this school.')
  return new LibraryRefusedError(`Mux refused it (${status}).`)
}
