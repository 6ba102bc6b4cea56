import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedPostgres } from './embeddedPostgres.ts'

/** Runs `work` with the address of an empty database that is gone afterwards. */
export async function withTemporaryPostgres<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-db-'))
  const server = await embeddedPostgres({ dataDir: join(folder, 'data'), password: 'temporary', durable: false })
  try {
    return await work(server.url)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
