import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

export interface CreatePrismaOptions {
  /** Called with the SQL of every query. */
  onQuery?: (sql: string) => void
}

export type Database = PrismaClient<'query'>

/** The only way to a database client. Connects on first use; end it with `$disconnect()`. */
export function createPrisma(databaseUrl: string, { onQuery }: CreatePrismaOptions = {}): Database {
  const adapter = new PrismaPg({ connectionString: databaseUrl })
  const prisma = new PrismaClient({ adapter, log: onQuery ? [{ emit: 'event', level: 'query' }] : [] }) as Database
  if (onQuery) prisma.$on('query', ({ query }) => onQuery(query))
  return prisma
}
