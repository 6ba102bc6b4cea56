import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { type Watched, watchedRecording } from '../recordings/access.ts'
import { requireViewer, type Viewer } from '../viewer.ts'

export interface Member extends Watched {
  viewer: Viewer
}

/** A recording for somebody of its course, who may ask and answer in it. Throws also for those who only may watch. */
export async function watchedAsMember(ctx: Context, id: string, key?: string | null): Promise<Member> {
  const viewer = requireViewer(ctx)
  const watched = await watchedRecording(ctx, id, { key: key ?? null })
  if (watched.mayEdit || (await ctx.loaders.viewerIsEnrolled.load(watched.course.id))) return { ...watched, viewer }
  throw new LecternError('NOT_ENROLLED', 'Enrol in the course to ask and answer questions.')
}
