import type { Recording } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { teaches } from '../courses/access.ts'
import type { RecordingEdits, Resolvers } from '../generated/resolvers.ts'
import { isWithheld, mayEditRecording, seenRecording, seesRecording } from './access.ts'
import type { RecordingOf } from './createRecordingLoaders.ts'
import { deleteRecording } from './deleteRecording.ts'
import { editRecording } from './editRecording.ts'
import { editsOf, listed, NO_EDITS } from './edits.ts'
import { keptUntil } from './keptUntil.ts'
import { newRecordingLink } from './newRecordingLink.ts'
import { setCourseRetention } from './setCourseRetention.ts'
import { updateRecording } from './updateRecording.ts'

export const recordingResolvers: Resolvers = {
  Query: {
    recording: (_root, { id, key }, ctx) => seenRecording(ctx, id, { key }),
  },
  Mutation: {
    updateRecording: (_root, args, ctx) => updateRecording(ctx, args),
    editRecording: (_root, args, ctx) => editRecording(ctx, args),
    newRecordingLink: (_root, args, ctx) => newRecordingLink(ctx, args),
    deleteRecording: (_root, args, ctx) => deleteRecording(ctx, args),
    setCourseRetention: (_root, args, ctx) => setCourseRetention(ctx, args),
  },
  LiveSession: {
    recording: ({ id }, _args, ctx) => seenRecording(ctx, id),
  },
  Course: {
    recordings: async ({ id }, _args, ctx) => seenOf(ctx, await ctx.loaders.recordingsOfCourse.load(id)),
    retentionDays: (course, _args, { viewer }) => (teaches(viewer, course) ? course.retentionDays : null),
  },
  Recording: {
    title: async ({ id, title }, _args, ctx) => title ?? (await foundOf(ctx, id)).session.title,
    durationSeconds: ({ durationMs }) => (durationMs === null ? null : Math.round(durationMs / 1000)),
    keptUntil: async ({ id, keptUntil: own }, _args, ctx) =>
      keptUntil({ ...(await foundOf(ctx, id)), recording: { keptUntil: own } }),
    viewerCanEdit: (recording, _args, ctx) => mayEditRecording(ctx, recording),
    viewerCanWatch: async (recording, _args, ctx) =>
      !(await isWithheld(ctx, recording)) && ctx.timelines.isPlayable(recording),
    linkKey: async (recording, _args, ctx) => ((await mayEditRecording(ctx, recording)) ? recording.linkKey : null),
    linkExpiresAt: async (recording, _args, ctx) =>
      (await mayEditRecording(ctx, recording)) ? recording.linkExpiresAt : null,
    edits: (recording, _args, ctx) => edits(ctx, recording),
  },
}

async function seenOf(ctx: Context, all: RecordingOf[]): Promise<Recording[]> {
  const isSeen = await Promise.all(all.map((found) => seesRecording(ctx, found)))
  return all.filter((_found, i) => isSeen[i]).map(({ recording }) => recording)
}

/** What a recording that stands before us is of. */
const foundOf = async ({ loaders }: Context, id: string) => (await loaders.recording.load(id)) as RecordingOf

async function edits(ctx: Context, recording: Recording): Promise<RecordingEdits> {
  const list = (await mayEditRecording(ctx, recording)) ? editsOf(recording) : NO_EDITS
  const { editRevision: revision, editState: state, editPercent } = recording
  return { revision, state, percent: state === 'APPLYING' ? editPercent : null, ...listed(list) }
}
