import type { Resolvers } from '../generated/resolvers.ts'
import { enrol } from './enrol.ts'
import { leaveCourse } from './leaveCourse.ts'

export const enrolmentResolvers: Resolvers = {
  Mutation: {
    enrol: (_root, args, ctx) => enrol(ctx, args),
    leaveCourse: (_root, args, ctx) => leaveCourse(ctx, args),
  },
  Course: {
    enrolmentCount: ({ id }, _args, { loaders }) => loaders.enrolmentCount.load(id),
    viewerIsEnrolled: ({ id }, _args, { loaders }) => loaders.viewerIsEnrolled.load(id),
  },
}
