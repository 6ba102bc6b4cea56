import { LecternError } from '@lectern/protocol'
import { ObjectNotFoundError, shownSegmentKey, trackInitKey } from '@lectern/recording'
import type { Track } from '@lectern/recording/timeline'
import { type Request, type Response, Router } from 'express'
import type { Services } from '../../context.ts'
import { indexAsShown } from '../indexAsShown.ts'
import { type Opened, openRecording } from './openRecording.ts'
import { playlist } from './playlist.ts'
import { sendObject } from './sendObject.ts'

type Handler = (opened: Opened, request: Request, response: Response) => Promise<void>

const NUMBER = /^(0|[1-9]\d{0,8})$/

/** `/recordings/<room>/…`: what pages play a recording from. */
export function recordingRoutes(services: Services): Router {
  const router = Router()
  const route = (path: string, handle: Handler) =>
    router.get(path, async (request, response) => {
      const opened = await openRecording(services, request)
      response.locals.logged = { user: opened.ctx.viewer?.id }
      await handle(opened, request, response).catch((error: unknown) => {
        throw error instanceof ObjectNotFoundError ? missing() : error
      })
    })
  route('/:id/index', sendIndex)
  route('/:id/chunks/:n', sendChunk)
  route('/:id/timeline', sendTimeline)
  route('/:id/state', sendState)
  route('/:id/tracks/:track/init', sendInit)
  route('/:id/tracks/:track/index.m3u8', sendPlaylist)
  route('/:id/tracks/:track/:n', sendSegment)
  return router
}

/** A piece never changes under its address. Whoever is not to have it any more keeps what was fetched for an hour at most. */
const lasting = ({ isPublic }: Opened) => (isPublic ? 'public, max-age=60' : 'private, max-age=3600, immutable')

const missing = () => new LecternError('NOT_FOUND', 'There is no such part of this recording.')

function numberOf(text: unknown): number {
  if (typeof text !== 'string' || !NUMBER.test(text)) throw missing()
  return Number(text)
}

const sendIndex: Handler = async ({ ctx, room, revision, watched }, _request, response) => {
  const { index } = await ctx.timelines.shown(room, revision)
  response.set('cache-control', 'no-store').json(indexAsShown(index, watched?.recording ?? null))
}

const sendChunk: Handler = async (opened, request, response) => {
  const { ctx, room, revision } = opened
  // Of another revision than the one that is shown nothing is told: it may hold what was taken out.
  if (request.query.r !== undefined && numberOf(request.query.r) !== revision) throw missing()
  const n = numberOf(request.params.n)
  const cacheControl = request.query.r === undefined ? 'private, no-cache' : lasting(opened)
  await ctx.timelines.whereItStands(room, async () => {
    const piece = await ctx.timelines.pieceOf(room, revision, n)
    if (!piece) throw missing()
    const etag = `${revision}-${n}-${piece.part.to - piece.part.from + 1}`
    await sendObject(request, response, { ...piece, store: ctx.store, type: BYTES, etag, cacheControl })
  })
}

const sendTimeline: Handler = async ({ ctx, room, revision }, request, response) => {
  const { object } = await ctx.timelines.shown(room, revision)
  if (!object) throw new LecternError('NOT_PLAYABLE', 'The timeline is not one object yet. Try again soon.')
  const { key, bytes } = object
  const etag = `${revision}-${bytes}`
  const part = { from: 0, to: bytes - 1 }
  await sendObject(request, response, {
    key,
    part,
    store: ctx.store,
    type: BYTES,
    etag,
    cacheControl: 'private, no-cache',
  })
}

const sendState: Handler = async ({ ctx, room, revision }, request, response) => {
  const asked = typeof request.query.t === 'string' ? Number(request.query.t || Number.NaN) : Number.NaN
  if (!Number.isFinite(asked) || asked < 0) {
    throw new LecternError('BAD_REQUEST', 'Say the moment as ?t=, in ms since the class began.', { field: 't' })
  }
  const { t, state } = await ctx.timelines.stateAt(room, revision, asked)
  response.set('cache-control', 'no-store').json({ t, documents: state })
}

async function shownTrack({ ctx, room, revision }: Opened, id: unknown) {
  const { index } = await ctx.timelines.shown(room, revision)
  const track = index.tracks.find((each) => each.id === id)
  if (!track) throw missing()
  return { track, index }
}

const sendInit: Handler = async (opened, request, response) => {
  const { track } = await shownTrack(opened, request.params.track)
  const piece = { key: trackInitKey(opened.room, track.id), name: 'init', cacheControl: lasting(opened) }
  await sendMedia(opened, track, piece, request, response)
}

const sendSegment: Handler = async (opened, request, response) => {
  const { track, index } = await shownTrack(opened, request.params.track)
  const n = numberOf(request.params.n)
  // What was cut out is in the store still, and in no index.
  if (!track.segments[n]) throw missing()
  // Another cut leaves another part of it under this address.
  const cacheControl = track.cut?.includes(n) ? 'private, no-cache' : lasting(opened)
  const piece = { key: shownSegmentKey(index, track, n), name: String(n), cacheControl }
  await sendMedia(opened, track, piece, request, response)
}

async function sendMedia(
  opened: Opened,
  track: Track,
  { key, name, cacheControl }: { key: string; name: string; cacheControl: string },
  request: Request,
  response: Response,
): Promise<void> {
  const { store } = opened.ctx
  const found = await store.head(key)
  if (!found) throw missing()
  const type = track.mime.split(';')[0] ?? BYTES
  const part = { from: 0, to: found.bytes - 1 }
  const etag = `${opened.revision}-${track.id}-${name}-${found.bytes}`
  await sendObject(request, response, { store, key, part, type, etag, cacheControl })
}

const sendPlaylist: Handler = async (opened, request, response) => {
  const { track, index } = await shownTrack(opened, request.params.track)
  const query = typeof request.query.key === 'string' ? `?key=${encodeURIComponent(request.query.key)}` : ''
  const goesOn = index.live && track.ended === null
  const text = playlist({ track, startedAt: index.startedAt, goesOn, query })
  response.set({ 'cache-control': 'no-store', 'content-type': 'application/vnd.apple.mpegurl' }).send(Buffer.from(text))
}

const BYTES = 'application/octet-stream'
