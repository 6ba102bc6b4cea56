import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { teaches } from '../courses/access.ts'
import { requireViewer } from '../viewer.ts'
import { classNotFound, seenSession } from './access.ts'
import { mintJoinToken } from './joinToken.ts'
import { requireLive } from './requireLive.ts'

/** The way into a live class: as instructor for who teaches it, as student for who is enrolled. */
export async function joinSession(ctx: Context, { id }: { id: string }) {
  const viewer = requireViewer(ctx)
  const found = await seenSession(ctx, id)
  if (!found) throw classNotFound()
  const { session, course } = found
  const isTeacher = teaches(viewer, course)
  if (!isTeacher && !(await ctx.loaders.viewerIsEnrolled.load(course.id))) throw new LecternError('NOT_ENROLLED')
  requireLive(session)
  return mintJoinToken(ctx.config, session, {
    id: viewer.id,
    name: viewer.name,
    role: isTeacher ? 'instructor' : 'student',
  })
}
