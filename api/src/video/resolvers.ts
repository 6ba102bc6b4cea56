import type { Recording } from '@lectern/prisma'
import type { Context } from '../context.ts'
import type { MuxTrack, RecordingVideo, Resolvers } from '../generated/resolvers.ts'
import { isWithheld, mayEditRecording } from '../recordings/access.ts'
import { PUBLISH_VIDEO } from './publishVideo.ts'
import { retryRecording } from './retryRecording.ts'

const LOCAL: RecordingVideo = { state: 'LOCAL', percent: null, failure: null, tracks: [] }

export const videoResolvers: Resolvers = {
  Mutation: { retryRecording: (_root, args, ctx) => retryRecording(ctx, args) },
  Recording: { video: (recording, _args, ctx) => recordingVideo(ctx, recording) },
}

async function recordingVideo(ctx: Context, recording: Recording): Promise<RecordingVideo> {
  const { videoPercent: percent, videoFailure } = recording
  if (!ctx.video.library.isElsewhere || recording.deletedAt) return LOCAL
  // Of another revision than what is shown the library may hold what was taken out.
  const state = recording.videoRevision === recording.shownRevision ? recording.videoState : 'LOCAL'
  if (state === 'LOCAL')
    return (await isAboutToGo(ctx, recording)) ? { ...LOCAL, state: 'UPLOADING', percent: 0 } : LOCAL
  const failure = (await mayEditRecording(ctx, recording)) ? videoFailure : null
  if (state !== 'READY') return { state, percent, failure, tracks: [] }
  if (await isWithheld(ctx, recording)) return LOCAL
  return { state, percent: null, failure: null, tracks: await playable(ctx, recording) }
}

const isAboutToGo = async ({ db }: Context, { id: key }: Recording): Promise<boolean> =>
  (await db.job.count({ where: { kind: PUBLISH_VIDEO, key } })) > 0

async function playable({ db, video }: Context, { id, durationMs }: Recording): Promise<MuxTrack[]> {
  const rows = await db.recordingTrack.findMany({ where: { recordingId: id, state: 'READY' } })
  const tracks = await Promise.all(
    rows.map(async (row) => ({ track: row.track, ...(await video.library.playback(row, (durationMs ?? 0) / 1000)) })),
  )
  return tracks.flatMap(({ track, playbackId, token, thumbnailToken, storyboardToken }) =>
    playbackId && token && thumbnailToken && storyboardToken
      ? [{ track, playbackId, token, thumbnailToken, storyboardToken }]
      : [],
  )
}
