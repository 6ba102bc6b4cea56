import type { Resolvers } from '../generated/resolvers.ts'
import { attendance } from './attendance.ts'

export const attendanceResolvers: Resolvers = {
  Query: { attendance: (_root, args, ctx) => attendance(ctx, args) },
}
