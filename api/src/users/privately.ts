import type { User } from '@lectern/prisma'
import type { Context } from '../context.ts'

/** A fact of an account for its owner and for admins, null for everyone else. */
export function privately<T>({ viewer }: Context, user: User, fact: (user: User) => T): T | null {
  const mayKnow = viewer !== null && (viewer.id === user.id || viewer.role === 'ADMIN')
  return mayKnow ? fact(user) : null
}
