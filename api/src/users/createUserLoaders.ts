import type { Database, User } from '@lectern/prisma'
import DataLoader from 'dataloader'
import { inOrderOf } from '../support/inOrderOf.ts'

export const createUserLoaders = (db: Database) => ({
  userById: new DataLoader<string, User | null>(async (ids) =>
    inOrderOf(ids, await db.user.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
  ),
})
