import { Prisma } from '@lectern/prisma'

/** Whether the database refused a row because another one has the same unique value. */
export const isUniqueViolation = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
