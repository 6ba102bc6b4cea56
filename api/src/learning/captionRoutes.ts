import { LecternError } from '@lectern/protocol'
import { captionsKey } from '@lectern/recording'
import express, { type Request, type Response, Router } from 'express'
import type { Context, Services } from '../context.ts'
import { openOfSchool, openTaught } from '../recordings/http/openRecording.ts'
import { PUBLISH_VIDEO } from '../video/publishVideo.ts'
import { captionLanguage, languageLabel } from './captionLanguage.ts'
import { captionSource, indexCaptions } from './indexCaptions.ts'
import { Redaction } from './Redaction.ts'
import { noCaptions, readCaptions } from './readCaptions.ts'
import { shownCaptions } from './shownCaptions.ts'
import { parseWebVtt, printWebVtt } from './webVtt.ts'

const MAX_BYTES = 2 * 1024 * 1024
const MAX_LANGUAGES = 40
const FILE = /^(.{1,40})\.vtt$/

/** `/recordings/<room>/captions/<language>.vtt`: read by who may watch, put and deleted by who teaches. */
export function captionRoutes(services: Services): Router {
  const router = Router()
  const body = express.raw({ type: () => true, limit: MAX_BYTES })
  router.get('/:id/captions/:file', async (request, response) => {
    const { ctx, room, watched } = await openOfSchool(services, request)
    response.locals.logged = { user: ctx.viewer?.id }
    const language = languageOf(request)
    if (!(await ctx.db.recordingCaptions.findUnique({ where: idOf(room, language) }))) throw noCaptions()
    const redaction = await Redaction.of(ctx, watched.recording)
    const cues = shownCaptions(redaction, await readCaptions(ctx.store, room, language))
    response.vary('Authorization')
    response.set({ 'content-type': 'text/vtt; charset=utf-8', 'cache-control': 'private, no-cache' })
    if (request.query.download !== undefined) response.attachment(`captions-${language}.vtt`).type('text/vtt')
    response.send(printWebVtt(cues))
  })
  router.put('/:id/captions/:file', async (request, response, next) => {
    // Who may not put anything is told before the file has come.
    const { ctx, room } = await openTaught(services, request)
    const language = languageOf(request)
    body(request, response, (error?: unknown) => {
      if (error) next(error)
      else putCaptions(ctx, room, language, request, response).catch(next)
    })
  })
  router.delete('/:id/captions/:file', async (request, response) => {
    const { ctx, room } = await openTaught(services, request)
    await deleteCaptions(ctx, room, languageOf(request))
    response.status(204).end()
  })
  return router
}

const idOf = (recordingId: string, language: string) => ({ recordingId_language: { recordingId, language } })

function languageOf(request: Request): string {
  const tag = FILE.exec(String(request.params.file))?.[1]
  if (!tag) throw noCaptions()
  return captionLanguage(tag)
}

async function putCaptions(ctx: Context, room: string, language: string, request: Request, response: Response) {
  const cues = parseWebVtt(textOf(request.body))
  const { db, store, log } = ctx
  const others = await db.recordingCaptions.count({ where: { recordingId: room, language: { not: language } } })
  if (others >= MAX_LANGUAGES) throw new LecternError('TOO_LARGE', `Use at most ${MAX_LANGUAGES} languages.`)
  await store.put(captionsKey(room, language), new TextEncoder().encode(printWebVtt(cues)))
  await db.$transaction(async (tx) => {
    // As it is now: it may have been edited, or deleted, while the file came.
    const recording = await tx.recording.findUniqueOrThrow({ where: { id: room, deletedAt: null } })
    await tx.recordingCaptions.upsert({
      where: idOf(room, language),
      create: { recordingId: room, language, label: languageLabel(language) },
      update: { updatedAt: new Date() },
    })
    await indexCaptions(tx, room, language, shownCaptions(await Redaction.of(ctx, recording), cues))
  })
  await ctx.jobs.ask(PUBLISH_VIDEO, room)
  log.info({ room, language, cues: cues.length }, 'captions were put')
  response.status(204).end()
}

async function deleteCaptions({ db, store, jobs }: Context, room: string, language: string): Promise<void> {
  await db.$transaction([
    db.recordingCaptions.deleteMany({ where: { recordingId: room, language } }),
    db.recordingText.deleteMany({ where: { recordingId: room, source: captionSource(language) } }),
  ])
  await store.delete(captionsKey(room, language))
  await jobs.ask(PUBLISH_VIDEO, room)
}

function textOf(body: unknown): string {
  if (!Buffer.isBuffer(body)) throw new LecternError('BAD_REQUEST', 'Send a WebVTT file.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new LecternError('BAD_REQUEST', 'Save the captions as UTF-8, then upload them again.', { field: 'captions' })
  }
}
