import type { Recording } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { teaches } from '../courses/access.ts'
import type { ReplayQuestion, Resolvers } from '../generated/resolvers.ts'
import { isWithheld } from '../recordings/access.ts'
import { answerQuestion } from './answerQuestion.ts'
import { askQuestion } from './askQuestion.ts'
import { deleteQuestion } from './deleteQuestion.ts'
import { heatMap } from './heatMap.ts'
import { chaptersOf } from './outline.ts'
import { questionView } from './questionView.ts'
import { Redaction } from './Redaction.ts'
import { saveWatchProgress } from './saveWatchProgress.ts'
import { searchRecordings } from './searchRecordings.ts'

export const learningResolvers: Resolvers = {
  Query: {
    searchRecordings: (_root, args, ctx) => searchRecordings(ctx, args),
  },
  Mutation: {
    askQuestion: (_root, args, ctx) => askQuestion(ctx, args),
    answerQuestion: (_root, args, ctx) => answerQuestion(ctx, args),
    deleteQuestion: (_root, args, ctx) => deleteQuestion(ctx, args),
    saveWatchProgress: (_root, args, ctx) => saveWatchProgress(ctx, args),
  },
  Recording: {
    chapters: async (recording, _args, ctx) => {
      // What is still shown may name people who are being taken out.
      const search = (await isWithheld(ctx, recording)) ? null : await ctx.loaders.recordingSearch.load(recording.id)
      return chaptersOf(recording, search)
    },
    captions: ({ id }, _args, { loaders }) => loaders.captions.load(id),
    heatMap: (recording, _args, ctx) => heatMap(ctx, recording),
    questions: (recording, _args, ctx) => questionsOf(ctx, recording),
    myProgress: async ({ id }, _args, { loaders }) => {
      const progress = await loaders.viewerProgress.load(id)
      return progress && { ...progress, positionSeconds: progress.positionMs / 1000 }
    },
  },
}

/** For those of the course; others are told of none, since questions bear names. */
async function questionsOf(ctx: Context, recording: Recording): Promise<ReplayQuestion[]> {
  const { viewer, loaders } = ctx
  const course = (await loaders.recording.load(recording.id))?.course
  if (!viewer || !course) return []
  const isMember = teaches(viewer, course) || (await loaders.viewerIsEnrolled.load(course.id))
  if (!isMember) return []
  const rows = await loaders.questions.load(recording.id)
  const redaction = await Redaction.of(ctx, recording)
  return rows.flatMap((row) => questionView(row, { redaction, course, viewer }) ?? [])
}
