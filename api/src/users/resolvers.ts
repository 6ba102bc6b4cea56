import type { Resolvers } from '../generated/resolvers.ts'
import { changePassword } from './changePassword.ts'
import { findUsers } from './findUsers.ts'
import { logIn } from './logIn.ts'
import { oauthLogIn } from './oauthLogIn.ts'
import { privately } from './privately.ts'
import { setRole } from './setRole.ts'
import { signUp } from './signUp.ts'
import { updateProfile } from './updateProfile.ts'

export const userResolvers: Resolvers = {
  Query: {
    me: (_root, _args, { viewer }) => viewer,
    users: (_root, args, ctx) => findUsers(ctx, args),
  },
  Mutation: {
    signUp: (_root, args, ctx) => signUp(ctx, args),
    logIn: (_root, args, ctx) => logIn(ctx, args),
    oauthLogIn: (_root, args, ctx) => oauthLogIn(ctx, args),
    updateProfile: (_root, args, ctx) => updateProfile(ctx, args),
    changePassword: (_root, args, ctx) => changePassword(ctx, args),
    setRole: (_root, args, ctx) => setRole(ctx, args),
  },
  User: {
    email: (user, _args, ctx) => privately(ctx, user, ({ email }) => email),
    hasPassword: (user, _args, ctx) => privately(ctx, user, ({ passwordHash }) => passwordHash !== null),
  },
}
