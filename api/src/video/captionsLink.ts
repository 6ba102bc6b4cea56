import { LecternError } from '@lectern/protocol'
import type { Request, Response } from 'express'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Services } from '../context.ts'
import { Redaction } from '../learning/Redaction.ts'
import { readCaptions } from '../learning/readCaptions.ts'
import { shownCaptions } from '../learning/shownCaptions.ts'
import { type Cue, printWebVtt } from '../learning/webVtt.ts'

const AUDIENCE = 'lectern-library-captions'
const LIFETIME = '2h'

const Claims = z.object({
  sub: z.uuid(),
  language: z.string().regex(/^[A-Za-z0-9-]{2,35}$/),
  fromSeconds: z.number().min(0),
})

const key = (secret: string) => new TextEncoder().encode(secret)

interface Wanted {
  recordingId: string
  language: string
  /** Of the track that they are for. */
  fromSeconds: number
}

/** An address where a video library can fetch captions for a while, in time of one track. */
export async function captionsLink({ config }: Pick<Services, 'config'>, { recordingId, ...wanted }: Wanted) {
  const token = await new SignJWT({ ...wanted })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(AUDIENCE)
    .setSubject(recordingId)
    .setExpirationTime(LIFETIME)
    .sign(key(config.LECTERN_API_SECRET))
  return new URL(`/api/recordings/${recordingId}/library-captions/${token}`, config.LECTERN_PUBLIC_WEB_URL).href
}

/** `GET /recordings/:id/library-captions/:token`: captions as they are shown, for whoever was given the address. */
export const sendLibraryCaptions = (services: Services) => async (request: Request, response: Response) => {
  const { config, db, store } = services
  const claims = await claimsOf(String(request.params.token), config.LECTERN_API_SECRET)
  if (claims.sub !== request.params.id) throw new LecternError('NOT_FOUND')
  const recording = await db.recording.findUnique({ where: { id: claims.sub, deletedAt: null } })
  if (!recording || recording.redacting) throw new LecternError('NOT_FOUND')
  const cues = await readCaptions(store, claims.sub, claims.language)
  const shown = shownCaptions(await Redaction.of(services, recording), cues)
  response.set({ 'content-type': 'text/vtt; charset=utf-8', 'cache-control': 'no-store' })
  response.send(printWebVtt(earlier(shown, claims.fromSeconds * 1000)))
}

/** Cues in time of a track, which begins later than class; those that are over by then are left out. */
const earlier = (cues: readonly Cue[], byMs: number): Cue[] =>
  cues
    .filter(({ toMs }) => toMs > byMs)
    .map((cue) => ({ ...cue, fromMs: Math.max(0, cue.fromMs - byMs), toMs: cue.toMs - byMs }))

async function claimsOf(token: string, secret: string) {
  try {
    const { payload } = await jwtVerify(token, key(secret), { algorithms: ['HS256'], audience: AUDIENCE })
    return Claims.parse(payload)
  } catch {
    throw new LecternError('NOT_FOUND')
  }
}
