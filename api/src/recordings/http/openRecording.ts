import { API_TOKEN_AUDIENCE, type JoinClaims, LecternError, RoomId } from '@lectern/protocol'
import type { Request } from 'express'
import { decodeJwt } from 'jose'
import type { Context, Services } from '../../context.ts'
import { bearerToken, contextOf, createContext } from '../../createContext.ts'
import { readJoinToken } from '../../sessions/readJoinToken.ts'
import { isUuid } from '../../support/isUuid.ts'
import { recordingNotFound, seesRecording, type Watched, watchedRecording } from '../access.ts'
import type { ShownTimeline } from '../Timelines.ts'

/** A recording as somebody who asks for a part of it may have it. */
export interface Opened {
  ctx: Context
  room: string
  /** Null where the room is no class of the school: then its join tokens give the right, while the class goes on. */
  watched: Watched | null
  /** What is shown of it. */
  revision: number
  /** Whether everybody may have it. */
  isPublic: boolean
}

/** A recording of a class of the school. */
export type OpenedOfSchool = Opened & { watched: Watched }

interface Asker {
  ctx: Context
  claims: JoinClaims | null
}

/** What a request may see of the recording in its path (`:id`). Throws why it may not. */
export async function openRecording(services: Services, request: Request): Promise<Opened> {
  const asker = await askerOf(services, request)
  const room = String(request.params.id)
  if (await isOfElsewhere(asker, room)) return openElsewhere(asker, room)
  const key = typeof request.query.key === 'string' ? request.query.key : null
  const watched = await watchedRecording(asker.ctx, room, { key, claims: asker.claims })
  const { recording } = watched
  if (asker.claims && !(await seesRecording(asker.ctx, watched, { key }))) await requireAdmitted(asker, recording.id, 0)
  return {
    ctx: asker.ctx,
    room,
    watched,
    revision: recording.shownRevision,
    isPublic: recording.published && recording.visibility === 'PUBLIC',
  }
}

/** As `openRecording`, for what only the school's classes have. */
export async function openOfSchool(services: Services, request: Request): Promise<OpenedOfSchool> {
  const opened = await openRecording(services, request)
  if (!opened.watched) throw recordingNotFound()
  return { ...opened, watched: opened.watched }
}

/** As `openOfSchool`, for who teaches the course. */
export async function openTaught(services: Services, request: Request): Promise<OpenedOfSchool> {
  const opened = await openOfSchool(services, request)
  if (!opened.watched.mayEdit) throw new LecternError('NOT_ALLOWED', 'Only the instructor of this course can do this.')
  return opened
}

async function askerOf(services: Services, request: Request): Promise<Asker> {
  const token = bearerToken(request)
  if (token === null || isApiToken(token)) return { ctx: await createContext(services, request), claims: null }
  const claims = await readJoinToken(token, services.config.LECTERN_JOIN_SECRET)
  return { ctx: contextOf(services, request, null), claims }
}

function isApiToken(token: string): boolean {
  try {
    return decodeJwt(token).aud === API_TOKEN_AUDIENCE
  } catch {
    return true
  }
}

/** Whether a join token opens a room of somebody who has a school of their own. */
async function isOfElsewhere({ ctx, claims }: Asker, room: string): Promise<boolean> {
  if (claims?.room !== room || !RoomId.safeParse(room).success) return false
  return !isUuid(room) || (await ctx.db.liveSession.count({ where: { id: room } })) === 0
}

async function openElsewhere(asker: Asker, room: string): Promise<Opened> {
  const { index } = await requireAdmitted(asker, room, 0)
  if (!index.live) throw new LecternError('CLASS_ENDED')
  return { ctx: asker.ctx, room, watched: null, revision: 0, isPublic: false }
}

/** A guest may hold a token and still wait at the door: who has come in is known to the recording. */
async function requireAdmitted({ ctx, claims }: Asker, room: string, revision: number): Promise<ShownTimeline> {
  const shown = await ctx.timelines.shown(room, revision)
  if (claims?.guest && !shown.index.people[claims.sub]) throw new LecternError('WAITING')
  return shown
}
