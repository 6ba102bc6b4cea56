import { attendanceResolvers } from './attendance/resolvers.ts'
import type { Context } from './context.ts'
import { courseResolvers } from './courses/resolvers.ts'
import { debugResolvers } from './debug/resolvers.ts'
import { enrolmentResolvers } from './enrolments/resolvers.ts'
import { exportResolvers } from './exports/resolvers.ts'
import type { MutationResolvers, Resolvers } from './generated/resolvers.ts'
import { dateTime } from './graphql/dateTime.ts'
import { learningResolvers } from './learning/resolvers.ts'
import { createLoaders } from './loaders.ts'
import { recordingResolvers } from './recordings/resolvers.ts'
import { sessionResolvers } from './sessions/resolvers.ts'
import { userResolvers } from './users/resolvers.ts'
import { videoResolvers } from './video/resolvers.ts'

type AnyResolver = (root: object, args: object, ctx: Context, info: never) => unknown

/** What a request has read before a write must not answer for what comes after it. */
const afterFreshReads =
  (resolve: AnyResolver): AnyResolver =>
  (root, args, ctx, info) => {
    ctx.loaders = createLoaders(ctx.db, ctx.viewer)
    return resolve(root, args, ctx, info)
  }

function withFreshReads({ Mutation, ...rest }: Resolvers): Resolvers {
  const entries = Object.entries(Mutation ?? {}) as [string, AnyResolver][]
  const wrapped = Object.fromEntries(entries.map(([name, resolve]) => [name, afterFreshReads(resolve)]))
  return { ...rest, Mutation: wrapped as MutationResolvers }
}

/** The resolvers of all domains. */
export const resolvers: Resolvers[] = [
  { DateTime: dateTime },
  ...[
    userResolvers,
    courseResolvers,
    enrolmentResolvers,
    sessionResolvers,
    attendanceResolvers,
    recordingResolvers,
    learningResolvers,
    videoResolvers,
    exportResolvers,
    debugResolvers,
  ].map(withFreshReads),
]
