import { type Chunk, decodeChunk, type TimelineIndex } from '@lectern/recording/timeline'

/** Where a recording comes from. All reject with a `ReplayError`, or with an abort. */
export interface ReplayLoader {
  index(signal?: AbortSignal): Promise<TimelineIndex>
  chunk(n: number, revision: number): Promise<Chunk>
  /** What a track begins with. */
  init(track: string, signal?: AbortSignal): Promise<ArrayBuffer>
  segment(track: string, n: number, signal?: AbortSignal): Promise<ArrayBuffer>
}

/** Why something of a recording did not come. */
export class ReplayError extends Error {
  /** Of the answer; null where none came. */
  readonly status: number | null

  constructor(status: number | null) {
    super(status === null ? 'the recording cannot be reached' : `the recording was answered with ${status}`)
    this.name = 'ReplayError'
    this.status = status
  }

  /** Trying again may help. */
  get passes(): boolean {
    return this.status === null || this.status >= 500 || this.status === 429
  }
}

export interface ReplayAccess {
  /** Key of the recording's link, where one came by it. */
  key?: string | undefined
  /** The join token of the moment, where one is in the class and not logged in. */
  token?: (() => string) | undefined
}

/** Loads a recording through the web service. */
export function httpLoader(id: string, access: ReplayAccess): ReplayLoader {
  const get = async (path: string, signal?: AbortSignal): Promise<Response> => {
    const response = await fetch(recordingUrl(id, path, access.key), { headers: headersOf(access), signal }).catch(
      (error: unknown) => {
        throw signal?.aborted ? error : new ReplayError(null)
      },
    )
    if (!response.ok) throw new ReplayError(response.status)
    return response
  }
  const bytes = async (path: string, signal?: AbortSignal): Promise<ArrayBuffer> => {
    const response = await get(path, signal)
    return response.arrayBuffer().catch((error: unknown) => {
      throw signal?.aborted ? error : new ReplayError(null)
    })
  }
  return {
    index: async (signal) => (await get('index', signal)).json() as Promise<TimelineIndex>,
    chunk: async (n, revision) => decodeChunk(new Uint8Array(await bytes(`chunks/${n}?r=${revision}`))),
    init: (track, signal) => bytes(`tracks/${track}/init`, signal),
    segment: (track, n, signal) => bytes(`tracks/${track}/${n}`, signal),
  }
}

/** Address of something of a recording, on this origin. */
export function recordingUrl(id: string, path: string, key: string | undefined): string {
  const address = `/api/recordings/${id}/${path}`
  if (key === undefined) return address
  return `${address}${path.includes('?') ? '&' : '?'}key=${encodeURIComponent(key)}`
}

function headersOf({ token }: ReplayAccess): HeadersInit {
  return token ? { Authorization: `Bearer ${token()}` } : {}
}
