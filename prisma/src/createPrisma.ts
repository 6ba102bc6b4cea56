import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { PrismaClient } from './generated/client.ts'

export interface CreatePrismaOptions {
  /** Called with the SQL of every query. */
  onQuery?: (sql: string) => void
}

/** Longest wait for a connection, a new one or one of the pool, ms. */
const CONNECT_MS = 2500
/** Longest wait for an answer, ms; then the connection is given up, since PostgreSQL may have stopped without a word. */
const QUERY_MS = 5000

export type Database = PrismaClient<'query'>

export interface PoolState {
  /** Connections that carry a query now. */
  busy: number
  idle: number
  /** Queries that wait for a connection. */
  waiting: number
}

const pools = new WeakMap<Database, Pool>()

/** The only way to a database client. Connects on first use; end it with `$disconnect()`. */
export function createPrisma(databaseUrl: string, { onQuery }: CreatePrismaOptions = {}): Database {
  const pool = new Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
  })
  const adapter = new PrismaPg(pool, { disposeExternalPool: true })
  const prisma = new PrismaClient({ adapter, log: onQuery ? [{ emit: 'event', level: 'query' }] : [] }) as Database
  if (onQuery) prisma.$on('query', ({ query }) => onQuery(query))
  pools.set(prisma, pool)
  return prisma
}

/** What the client's connections do at this moment. */
export function poolOf(database: Database): PoolState {
  const { totalCount = 0, idleCount = 0, waitingCount = 0 } = pools.get(database) ?? {}
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
}
