import type { Course } from '@lectern/prisma'
import { teaches } from '../courses/access.ts'
import type { Resolvers } from '../generated/resolvers.ts'
import { requireViewer } from '../viewer.ts'
import { seenSession } from './access.ts'
import { cancelSession } from './cancelSession.ts'
import { endSession } from './endSession.ts'
import { guestDoor } from './guestDoor.ts'
import { joinAsGuest } from './joinAsGuest.ts'
import { joinSession } from './joinSession.ts'
import { enrolledCourses, liveClasses, nextClasses, pastClasses, taughtCourses } from './myClasses.ts'
import { scheduleSession } from './scheduleSession.ts'
import { startSession } from './startSession.ts'
import { startSessionNow } from './startSessionNow.ts'
import { updateSession } from './updateSession.ts'
import { viewerCanJoin } from './viewerCanJoin.ts'

export const sessionResolvers: Resolvers = {
  Query: {
    myClasses: (_root, _args, ctx) => requireViewer(ctx),
    liveSession: async (_root, { id }, ctx) => (await seenSession(ctx, id))?.session ?? null,
    guestDoor: (_root, args, ctx) => guestDoor(ctx, args),
  },
  Mutation: {
    scheduleSession: (_root, args, ctx) => scheduleSession(ctx, args),
    updateSession: (_root, args, ctx) => updateSession(ctx, args),
    cancelSession: (_root, args, ctx) => cancelSession(ctx, args),
    startSession: (_root, args, ctx) => startSession(ctx, args),
    startSessionNow: (_root, args, ctx) => startSessionNow(ctx, args),
    endSession: (_root, args, ctx) => endSession(ctx, args),
    joinSession: (_root, args, ctx) => joinSession(ctx, args),
    joinAsGuest: (_root, args, ctx) => joinAsGuest(ctx, args),
  },
  Course: {
    sessions: ({ id }, { state }, { loaders }) => loaders.sessions.load({ courseId: id, state: state ?? null }),
    liveSession: ({ id }, _args, { loaders }) => loaders.liveSession.load(id),
  },
  LiveSession: {
    course: async ({ courseId }, _args, { loaders }) => (await loaders.courseById.load(courseId)) as Course,
    viewerCanStart: async ({ courseId, state }, _args, { viewer, loaders }) =>
      state === 'SCHEDULED' && teaches(viewer, (await loaders.courseById.load(courseId)) as Course),
    viewerCanJoin: (session, _args, ctx) => viewerCanJoin(ctx, session),
  },
  MyClasses: {
    next: (viewer, _args, ctx) => nextClasses(ctx, viewer),
    live: (viewer, _args, ctx) => liveClasses(ctx, viewer),
    past: (viewer, _args, ctx) => pastClasses(ctx, viewer),
    teaching: (viewer, _args, ctx) => taughtCourses(ctx, viewer),
    enrolled: (viewer, _args, ctx) => enrolledCourses(ctx, viewer),
  },
}
