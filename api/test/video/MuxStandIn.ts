import { execFile } from 'node:child_process'
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type Mux from '@mux/mux-node'
import { importSPKI, jwtVerify } from 'jose'
import { z } from 'zod'

const KIB_256 = 256 * 1024
const PLAYLIST = { 'content-type': 'application/vnd.apple.mpegurl' }

// What the SDK's types say of requests, checked at run time: `satisfies` breaks where the two part.
const UploadCreate = z.strictObject({
  cors_origin: z.url(),
  timeout: z.number().int().min(60).max(604_800),
  new_asset_settings: z.strictObject({
    passthrough: z.string().min(1).max(255),
    playback_policies: z.array(z.enum(['public', 'signed', 'drm'])).min(1),
    video_quality: z.enum(['basic', 'plus', 'premium']),
  }),
}) satisfies z.ZodType<Mux.Video.UploadCreateParams>

const TrackCreate = z.strictObject({
  type: z.enum(['text', 'audio']),
  text_type: z.literal('subtitles'),
  language_code: z.string().min(2),
  name: z.string().min(1),
  url: z.url(),
}) satisfies z.ZodType<Mux.Video.AssetCreateTrackParams>

type Event =
  | Mux.Webhooks.VideoAssetReadyWebhookEvent
  | Mux.Webhooks.VideoAssetErroredWebhookEvent
  | Mux.Webhooks.VideoAssetCreatedWebhookEvent
  | Mux.Webhooks.VideoAssetDeletedWebhookEvent
  | Mux.Webhooks.VideoUploadAssetCreatedWebhookEvent

interface Held {
  upload: Mux.Video.Upload
  settings: z.infer<typeof UploadCreate>['new_asset_settings']
  bytes: Buffer
  /** With its renditions, once somebody played it. */
  folder?: Promise<string>
}

interface Failure {
  times: number
  status: number
  headers: Record<string, string>
}

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

export const MUX_KEYS = {
  LECTERN_API_MUX_TOKEN_ID: 'token-id-of-the-tests',
  LECTERN_API_MUX_TOKEN_SECRET: 'token secret of the tests, long enough',
  LECTERN_API_MUX_WEBHOOK_SECRET: 'mux webhook secret of the tests, long enough',
  LECTERN_API_MUX_SIGNING_KEY: 'signing-key-of-the-tests',
  LECTERN_API_MUX_SIGNING_PRIVATE_KEY: Buffer.from(KEYS.privateKey).toString('base64'),
}

/** Stands in for Mux: API, resumable uploads, signed playback, webhooks; holds every request against the SDK's types. */
export class MuxStandIn {
  readonly uploads = new Map<string, Held>()
  readonly assets = new Map<string, Mux.Video.Asset>()
  /** Webhooks that wait to be delivered, in the order in which things happened. */
  readonly outbox: Event[] = []
  /** Requests that Mux would not have understood. */
  readonly problems: string[] = []
  /** Method and path of each request. */
  readonly asked: string[] = []
  /** Where captions are to be fetched. */
  readonly captionUrls: string[] = []
  /** Bytes of uploads that were received, those received twice counted twice. */
  received = 0
  url = ''
  readonly #server: Server
  #failure: Failure | undefined
  #breakAfter = Number.POSITIVE_INFINITY

  constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch((error: unknown) => {
        this.problems.push(String(error))
        response.destroy()
      })
    })
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    const folders = [...this.uploads.values()].map(({ folder }) => folder)
    for (const folder of folders) if (folder) await rm(await folder, { recursive: true, force: true })
  }

  /** The next requests of the API fail so. */
  fail(failure: Partial<Failure> & { times: number }): void {
    this.#failure = { status: 500, headers: {}, ...failure }
  }

  /** The connection of an upload is cut, once, when so many bytes have come. */
  breakUploadAfter(bytes: number): void {
    this.#breakAfter = bytes
  }

  /** Mux is done with an asset. */
  finish(asset: Mux.Video.Asset, status: 'ready' | 'errored' = 'ready'): void {
    asset.status = status
    if (status === 'ready') {
      asset.playback_ids = [{ id: `play-${asset.id}`, policy: 'signed' }]
      this.#tell('video.asset.ready', asset)
      return
    }
    asset.errors = { type: 'invalid_input', messages: ['The file is not a video.'] }
    this.#tell('video.asset.errored', asset)
  }

  /** Somebody deletes an asset at Mux's own page. */
  deleteAsset(asset: Mux.Video.Asset): void {
    this.assets.delete(asset.id)
    this.#tell('video.asset.deleted', asset)
  }

  assetOf(passthrough: string): Mux.Video.Asset {
    const found = [...this.assets.values()].find((asset) => asset.passthrough === passthrough)
    if (!found) throw new Error(`there is no asset of ${passthrough}`)
    return found
  }

  uploadOf(passthrough: string): Held {
    const found = [...this.uploads.values()].find(({ settings }) => settings.passthrough === passthrough)
    if (!found) throw new Error(`nobody uploads ${passthrough}`)
    return found
  }

  /** Delivers a webhook as Mux does; answers the status. */
  async deliver(event: Event, to: string, { secret = MUX_KEYS.LECTERN_API_MUX_WEBHOOK_SECRET, ageSeconds = 0 } = {}) {
    const body = JSON.stringify(event)
    const time = Math.floor(Date.now() / 1000) - ageSeconds
    const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
    const headers = { 'content-type': 'application/json', 'mux-signature': `t=${time},v1=${signature}` }
    const response = await fetch(`${to}/webhooks/mux`, { method: 'POST', headers, body })
    await response.body?.cancel()
    return response.status
  }

  async deliverAll(to: string): Promise<void> {
    for (const event of this.outbox.splice(0)) await this.deliver(event, to)
  }

  #tell(type: Event['type'], data: Mux.Video.Asset | Mux.Video.Upload): void {
    this.outbox.push({
      id: randomUUID(),
      type,
      object: { id: data.id, type: type.startsWith('video.upload') ? 'upload' : 'asset' },
      environment: { id: 'env', name: 'tests' },
      created_at: new Date().toISOString(),
      attempts: [],
      data: structuredClone(data),
    } as unknown as Event)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url)
    this.asked.push(`${request.method} ${pathname}`)
    if (pathname.startsWith('/upload/')) return this.#takeUpload(request, response, pathname.slice('/upload/'.length))
    if (pathname.startsWith('/hls/')) return this.#rendition(response, pathname)
    if (pathname.endsWith('.m3u8')) return this.#stream(response, pathname.slice(1, -5), searchParams.get('token'))
    const failure = this.#failure
    if (failure && failure.times > 0) {
      failure.times -= 1
      response.writeHead(failure.status, failure.headers).end('{"error":{"type":"injected","messages":["injected"]}}')
      return
    }
    if (!this.#isAuthorised(request)) {
      response.writeHead(401).end('{}')
      return
    }
    const body = await jsonOf(request)
    const answer = this.#api(`${request.method} ${pathname}`, body)
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(answer.data === undefined ? undefined : JSON.stringify({ data: answer.data }))
  }

  #isAuthorised({ headers: { authorization = '' } }: IncomingMessage): boolean {
    const { LECTERN_API_MUX_TOKEN_ID: id, LECTERN_API_MUX_TOKEN_SECRET: secret } = MUX_KEYS
    return authorization === `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
  }

  #api(asked: string, body: unknown): { status: number; data?: unknown } {
    const [, id = '', rest = ''] = /^\w+ \/video\/v1\/(?:uploads|assets)\/([^/]+)(.*)$/.exec(asked) ?? []
    if (asked === 'POST /video/v1/uploads')
      return { status: 201, data: this.#createUpload(this.#checked(UploadCreate, body)) }
    if (asked === `GET /video/v1/uploads/${id}`) return found(this.uploads.get(id)?.upload)
    if (asked === `PUT /video/v1/uploads/${id}/cancel`) return this.#cancel(id)
    if (asked === `GET /video/v1/assets/${id}`) return found(this.assets.get(id))
    if (asked === `DELETE /video/v1/assets/${id}`) return this.#delete(id)
    if (asked === `POST /video/v1/assets/${id}/tracks`) return this.#addTrack(id, this.#checked(TrackCreate, body))
    if (asked.startsWith(`DELETE /video/v1/assets/${id}/tracks/`))
      return this.#removeTrack(id, rest.slice('/tracks/'.length))
    throw new Error(`Mux has no ${asked}`)
  }

  #checked<T>(schema: z.ZodType<T>, body: unknown): T {
    const result = schema.safeParse(body)
    if (!result.success) this.problems.push(z.prettifyError(result.error))
    return schema.parse(body)
  }

  #createUpload({ new_asset_settings, cors_origin, timeout }: z.infer<typeof UploadCreate>): Mux.Video.Upload {
    const id = randomUUID()
    const upload: Mux.Video.Upload = { id, cors_origin, timeout, status: 'waiting', url: `${this.url}/upload/${id}` }
    this.uploads.set(id, { upload, settings: new_asset_settings, bytes: Buffer.alloc(0) })
    return upload
  }

  #cancel(id: string) {
    const held = this.uploads.get(id)
    if (held?.upload.status === 'waiting') held.upload.status = 'cancelled'
    return found(held?.upload)
  }

  #delete(id: string) {
    const asset = this.assets.get(id)
    if (!asset) return { status: 404 }
    this.deleteAsset(asset)
    return { status: 204 }
  }

  #addTrack(id: string, { language_code, name, text_type, type, url }: z.infer<typeof TrackCreate>) {
    const asset = this.assets.get(id)
    if (!asset) return { status: 404 }
    const track: Mux.Video.Track = { id: randomUUID(), type, text_type, language_code, name, status: 'preparing' }
    asset.tracks = [...(asset.tracks ?? []), track]
    this.captionUrls.push(url)
    return { status: 201, data: track }
  }

  #removeTrack(id: string, track: string) {
    const asset = this.assets.get(id)
    const isThere = asset?.tracks?.some((each) => each.id === track)
    if (!asset || !isThere) return { status: 404 }
    asset.tracks = asset.tracks?.filter((each) => each.id !== track) ?? []
    return { status: 204 }
  }

  /** Google's protocol of resumable uploads, as Mux's addresses speak it. */
  async #takeUpload(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const held = this.uploads.get(id)
    const [, range, total] = /^bytes (\*|\d+-\d+)\/(\d+)$/.exec(request.headers['content-range'] ?? '') ?? []
    if (!held || held.upload.status === 'cancelled') return void response.writeHead(410).end()
    if (request.method !== 'PUT' || range === undefined) throw new Error('not a part of an upload')
    const all = Number(total)
    const isCut = range !== '*' && (await this.#takePart(request, held, { range, all })) === 'cut'
    if (isCut) return
    if (held.bytes.length < all) {
      response.writeHead(308, held.bytes.length > 0 ? { range: `bytes=0-${held.bytes.length - 1}` } : {}).end()
      return
    }
    this.#complete(held)
    response.writeHead(200).end()
  }

  async #takePart(
    request: IncomingMessage,
    held: Held,
    { range, all }: { range: string; all: number },
  ): Promise<'taken' | 'cut'> {
    const [from = 0, to = 0] = range.split('-').map(Number)
    if (from !== held.bytes.length) throw new Error(`a part from ${from}, where ${held.bytes.length} bytes are there`)
    if (to + 1 !== all && (to + 1 - from) % KIB_256 !== 0) throw new Error('a part that is no multiple of 256 KiB')
    const parts: Buffer[] = []
    let bytes = 0
    for await (const part of request) {
      parts.push(part as Buffer)
      bytes += (part as Buffer).length
      this.received += (part as Buffer).length
      if (held.bytes.length + bytes < this.#breakAfter) continue
      this.#breakAfter = Number.POSITIVE_INFINITY
      // What came is kept in pieces of a certain size only.
      held.bytes = Buffer.concat([held.bytes, Buffer.concat(parts).subarray(0, Math.floor(bytes / KIB_256) * KIB_256)])
      request.destroy()
      return 'cut'
    }
    held.bytes = Buffer.concat([held.bytes, ...parts])
    return 'taken'
  }

  #complete({ upload, settings: { passthrough } }: Held): void {
    if (upload.asset_id) return
    const asset: Mux.Video.Asset = {
      id: randomUUID(),
      created_at: String(Math.floor(Date.now() / 1000)),
      encoding_tier: 'baseline',
      master_access: 'none',
      max_resolution_tier: '1080p',
      progress: { progress: 0, state: 'ingesting' },
      status: 'preparing',
      upload_id: upload.id,
      passthrough,
    }
    this.assets.set(asset.id, asset)
    upload.status = 'asset_created'
    upload.asset_id = asset.id
    this.#tell('video.upload.asset_created', upload)
    this.#tell('video.asset.created', asset)
  }

  async #stream(response: ServerResponse, playbackId: string, token: string | null): Promise<void> {
    const key = await importSPKI(KEYS.publicKey, 'RS256')
    const asset = [...this.assets.values()].find(({ playback_ids }) =>
      playback_ids?.some(({ id }) => id === playbackId),
    )
    const isGood = await jwtVerify(token ?? '', key, {
      audience: 'v',
      subject: playbackId,
      requiredClaims: ['exp', 'kid'],
    })
      .then(({ payload }) => payload.kid === MUX_KEYS.LECTERN_API_MUX_SIGNING_KEY)
      .catch(() => false)
    if (!asset || !isGood) return void response.writeHead(403).end()
    const master = `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000000\nhls/${asset.upload_id}/index.m3u8\n`
    response.writeHead(200, PLAYLIST).end(master)
  }

  /** What was uploaded, as ffmpeg cuts it: no more is known of it here than of a file that somebody has. */
  async #rendition(response: ServerResponse, pathname: string): Promise<void> {
    const [, id = '', file = ''] = /^\/hls\/([\w-]+)\/([\w.]+)$/.exec(pathname) ?? []
    const held = this.uploads.get(id)
    if (!held) return void response.writeHead(404).end()
    held.folder ??= cutForHls(held.bytes)
    const body = await readFile(join(await held.folder, file))
    response.writeHead(200, file.endsWith('.m3u8') ? PLAYLIST : { 'content-type': 'video/mp4' }).end(body)
  }
}

async function cutForHls(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-mux-'))
  const source = join(folder, 'source')
  await writeFile(source, bytes)
  const form = ['-f', 'hls', '-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4']
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', source, '-c', 'copy', ...form, join(folder, 'index.m3u8')])
  return folder
}

const found = (data: unknown) => (data === undefined ? { status: 404 } : { status: 200, data })

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString()
  return text === '' ? undefined : JSON.parse(text)
}
