import type { Resolvers } from '../generated/resolvers.ts'
import { debug } from './debug.ts'

export const debugResolvers: Resolvers = {
  Query: { debug: (_root, _args, ctx) => debug(ctx) },
}
