import type { Resolvers } from '../generated/resolvers.ts'
import { mayEditRecording } from '../recordings/access.ts'
import { exportRecording } from './exportRecording.ts'

export const exportResolvers: Resolvers = {
  Mutation: { exportRecording: (_root, args, ctx) => exportRecording(ctx, args) },
  Recording: {
    exports: async (recording, _args, ctx) => {
      if (!(await mayEditRecording(ctx, recording))) return []
      const where = { recordingId: recording.id, revision: recording.shownRevision }
      return ctx.db.recordingExport.findMany({ where, orderBy: { id: 'desc' }, take: 20 })
    },
  },
  RecordingExport: {
    path: ({ id, recordingId, state }) => (state === 'READY' ? `/recordings/${recordingId}/exports/${id}.mp4` : null),
  },
}
