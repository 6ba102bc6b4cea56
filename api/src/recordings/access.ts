import type { Recording } from '@lectern/prisma'
import { type JoinClaims, LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { seesCourse, teaches } from '../courses/access.ts'
import { isUuid } from '../support/isUuid.ts'
import { requireViewer } from '../viewer.ts'
import type { RecordingOf } from './createRecordingLoaders.ts'
import { isKeyOf, isOutOfDate } from './linkKey.ts'

/** What somebody shows besides a log-in. */
export interface Shown {
  /** Key of a link. */
  key?: string | null
  /** Of a join token. */
  claims?: JoinClaims | null
}

/** A recording that the viewer may watch. */
export interface Watched extends RecordingOf {
  /** Whether the viewer teaches the course. */
  mayEdit: boolean
}

export const recordingNotFound = () => new LecternError('NOT_FOUND', 'There is no such recording.')

async function find({ loaders }: Context, id: string): Promise<RecordingOf> {
  const found = isUuid(id) ? await loaders.recording.load(id) : null
  if (!found) throw recordingNotFound()
  return found
}

function isOpenTo({ recording }: RecordingOf, { key }: Shown): boolean {
  if (!recording.published) return false
  if (recording.visibility === 'PUBLIC') return true
  return recording.visibility === 'LINK' && isKeyOf(recording, key) && !isOutOfDate(recording)
}

/** Null where the viewer may watch; otherwise what to tell. Who may not know of the course is told that there is nothing. */
async function refusal(ctx: Context, found: RecordingOf, shown: Shown): Promise<LecternError | null> {
  const { recording, session, course } = found
  if (isOpenTo(found, shown)) return null
  const isLive = session.state === 'LIVE'
  const isEnrolled = await ctx.loaders.viewerIsEnrolled.load(course.id)
  if (isEnrolled && (recording.published || isLive)) return null
  const bearsToken = shown.claims?.room === recording.id
  if (bearsToken && isLive) return null
  if (bearsToken) return new LecternError('CLASS_ENDED', 'Guests can watch while the class goes on. It has ended.')
  if (recording.published && recording.visibility === 'LINK' && isKeyOf(recording, shown.key)) {
    return new LecternError('NOT_ALLOWED', 'This link has expired. Ask for a new one.')
  }
  if (!(await seesCourse(ctx, course))) return recordingNotFound()
  if (!ctx.viewer) return new LecternError('NOT_LOGGED_IN', 'Log in to watch this recording.')
  if (isEnrolled) return new LecternError('NOT_ALLOWED', 'This recording is not published.')
  return new LecternError('NOT_ENROLLED', 'Enrol in the course to watch its recordings.')
}

/**
 * A recording for somebody who wants to watch it.
 *
 * @throws `NOT_FOUND` also where it must stay hidden, otherwise why not; `NOT_PLAYABLE` while people or messages are taken out
 */
export async function watchedRecording(ctx: Context, id: string, shown: Shown = {}): Promise<Watched> {
  const found = await find(ctx, id)
  if (teaches(ctx.viewer, found.course)) return { ...found, mayEdit: true }
  const refused = await refusal(ctx, found, shown)
  if (refused) throw refused
  if (found.recording.redacting)
    throw new LecternError('NOT_PLAYABLE', 'This recording is being edited. Try again soon.')
  return { ...found, mayEdit: false }
}

/** Whether the viewer may know of a recording: may watch it, now or once it has been edited. */
export async function seesRecording(ctx: Context, found: RecordingOf, shown: Shown = {}): Promise<boolean> {
  return teaches(ctx.viewer, found.course) || (await refusal(ctx, found, shown)) === null
}

/** A recording that the viewer may know of; null where there is none. */
export async function seenRecording(ctx: Context, id: string, shown: Shown = {}): Promise<Recording | null> {
  const found = isUuid(id) ? await ctx.loaders.recording.load(id) : null
  return found && (await seesRecording(ctx, found, shown)) ? found.recording : null
}

/** Whether the viewer teaches the course of a recording. */
export async function mayEditRecording(ctx: Context, { id }: Pick<Recording, 'id'>): Promise<boolean> {
  const found = await ctx.loaders.recording.load(id)
  return found !== null && teaches(ctx.viewer, found.course)
}

/** Whether its content is kept from the viewer until people and messages have been taken out of it. */
export async function isWithheld(ctx: Context, recording: Pick<Recording, 'id' | 'redacting'>): Promise<boolean> {
  return recording.redacting && !(await mayEditRecording(ctx, recording))
}

/** A recording of a course that the viewer teaches. */
export async function taughtRecording(ctx: Context, id: string): Promise<RecordingOf> {
  const viewer = requireViewer(ctx)
  const found = await find(ctx, id)
  if (!(await seesCourse(ctx, found.course))) throw recordingNotFound()
  if (!teaches(viewer, found.course)) {
    throw new LecternError('NOT_ALLOWED', 'Only the instructor of this course can do this.')
  }
  return found
}
