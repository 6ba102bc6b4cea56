import { LecternError } from '@lectern/protocol'
import { exportKey, openTimeline } from '@lectern/recording'
import { TimelineFold } from '@lectern/recording/timeline'
import { type Request, type Response, Router } from 'express'
import { attendance } from '../attendance/attendance.ts'
import type { Services } from '../context.ts'
import { type Opened, openOfSchool, openTaught } from '../recordings/http/openRecording.ts'
import { sendObject } from '../recordings/http/sendObject.ts'
import { isUuid } from '../support/isUuid.ts'
import { sendLibraryCaptions } from '../video/captionsLink.ts'
import { attendanceCsv } from './attendanceCsv.ts'
import { BoardPdfs } from './BoardPdfs.ts'
import { chatText } from './chatText.ts'
import { sheetKey, sheetName, thumbnailIndexKey } from './thumbnails/thumbnailKeys.ts'

const FILM = /^([0-9a-f-]{36})\.mp4$/
const SHEET = /^r(\d{1,9})-(\d{1,3})\.jpg$/
const TIME = /^\d{1,9}$/

const missing = () => new LecternError('NOT_FOUND', 'There is no such part of this recording.')

/** `/recordings/<room>/…`: what people take away of a class, and the pictures of its time bar. */
export function exportRoutes(services: Services): Router {
  const router = Router()
  const boards = new BoardPdfs(services)
  router.get('/:id/exports/:file', sendFilm(services))
  router.get('/:id/chat.txt', sendChat(services))
  router.get('/:id/attendance.csv', sendAttendance(services))
  router.get('/:id/board.pdf', sendBoard(services, boards))
  router.get('/:id/thumbnails/index.json', sendThumbnailIndex(services))
  router.get('/:id/thumbnails/:file', sendSheet(services))
  router.get('/:id/library-captions/:token', sendLibraryCaptions(services))
  return router
}

const privately = (response: Response) => response.vary('Authorization').vary('Cookie').set('cache-control', 'no-store')

const titleOf = ({ watched }: Opened) => watched?.recording.title ?? watched?.session.title ?? 'Class'

/** A name that every disk takes. */
const fileName = (opened: Opened, rest: string) =>
  `${
    titleOf(opened)
      .replace(/[^\p{L}\p{N} ._-]+/gu, '')
      .trim() || 'Class'
  }${rest}`

const sendFilm = (services: Services) => async (request: Request, response: Response) => {
  const opened = await openTaught(services, request)
  const id = FILM.exec(String(request.params.file))?.[1]
  if (!id || !isUuid(id)) throw missing()
  const film = await services.db.recordingExport.findFirst({ where: { id, recordingId: opened.room, state: 'READY' } })
  if (!film || film.revision !== opened.revision) throw missing()
  response.vary('Authorization').vary('Cookie').attachment(fileName(opened, '.mp4'))
  await sendObject(request, response, {
    store: services.store,
    key: exportKey(opened.room, id),
    part: { from: 0, to: Number(film.bytes) - 1 },
    type: 'video/mp4',
    etag: id,
    cacheControl: 'private, no-cache',
  })
}

const sendChat = (services: Services) => async (request: Request, response: Response) => {
  const opened = await openOfSchool(services, request)
  const timeline = await openTimeline(services.store, opened.room, opened.revision)
  if (!timeline) throw new LecternError('NOT_PLAYABLE')
  const { index, load } = timeline
  const state = await new TimelineFold(index, load).stateAt(index.endMs)
  privately(response).attachment(fileName(opened, ', chat.txt')).type('text/plain; charset=utf-8')
  response.send(chatText(titleOf(opened), state, index.startedAt))
}

const sendAttendance = (services: Services) => async (request: Request, response: Response) => {
  const opened = await openTaught(services, request)
  const rows = await attendance(opened.ctx, { sessionId: opened.room })
  privately(response)
    .attachment(fileName(opened, ', attendance.csv'))
    .type('text/csv; charset=utf-8')
    .send(attendanceCsv(rows))
}

const sendBoard = (services: Services, boards: BoardPdfs) => async (request: Request, response: Response) => {
  const opened = await openOfSchool(services, request)
  const { t } = request.query
  if (t !== undefined && (typeof t !== 'string' || !TIME.test(t)))
    throw new LecternError('BAD_REQUEST', undefined, { field: 't' })
  const { room, revision } = opened
  const isSealed = opened.watched.recording.sealedAt !== null
  const pdf = await boards.get({ room, revision, atMs: t === undefined ? null : Number(t), isSealed })
  privately(response).attachment(fileName(opened, ', board.pdf')).type('application/pdf').send(Buffer.from(pdf))
}

const sendThumbnailIndex = (services: Services) => async (request: Request, response: Response) => {
  const { room, revision, watched } = await openOfSchool(services, request)
  if (watched.recording.thumbnailsRevision !== revision) {
    privately(response).status(204).end()
    return
  }
  const rows = await services.store.get(thumbnailIndexKey(room, revision))
  privately(response).type('application/json').send(Buffer.from(rows))
}

const sendSheet = (services: Services) => async (request: Request, response: Response) => {
  const { room, revision } = await openOfSchool(services, request)
  const [, of, n] = SHEET.exec(String(request.params.file)) ?? []
  // Of another revision there may be something on it that was taken out.
  if (of === undefined || Number(of) !== revision) throw missing()
  const key = sheetKey(room, sheetName(revision, Number(n)))
  const found = await services.store.head(key)
  if (!found) throw missing()
  const part = { from: 0, to: found.bytes - 1 }
  const etag = `${revision}-${n}-${found.bytes}`
  response.vary('Authorization').vary('Cookie')
  await sendObject(request, response, {
    store: services.store,
    key,
    part,
    type: 'image/jpeg',
    etag,
    cacheControl: 'private, max-age=3600',
  })
}
