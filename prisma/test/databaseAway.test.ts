import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPrisma, type Database, type EmbeddedPostgres, embeddedPostgres, isDatabaseAway } from '../src/index.ts'

let folder: string
let server: EmbeddedPostgres
let db: Database

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-away-'))
  server = await embeddedPostgres({ dataDir: join(folder, 'postgres'), password: 'secret', durable: false })
  db = createPrisma(server.url)
})

afterEach(async () => {
  await db.$disconnect()
  await server.stop()
  await rm(folder, { recursive: true })
})

const ask = () => db.$queryRaw`SELECT 1 AS one`
const askInTransaction = () => db.$transaction((tx) => tx.$queryRaw`SELECT 1 AS one`)
const failure = (query: Promise<unknown>) =>
  query.then(
    () => undefined,
    (error: unknown) => error,
  )

/** PostgreSQL itself and the processes of its connections. */
function processes(): number[] {
  const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8')
  return [server.pid, ...children.trim().split(' ').map(Number)]
}

test('a PostgreSQL that stands still is given up by each query, and is used again when it goes on', async () => {
  await ask()
  const stopped = processes()
  for (const pid of stopped) process.kill(pid, 'SIGSTOP')
  // The connection that is there, a new one, and one for a transaction.
  const failures = await Promise.all([failure(ask()), failure(ask()), failure(askInTransaction())])
  for (const pid of stopped) process.kill(pid, 'SIGCONT')
  expect(failures.map(isDatabaseAway)).toEqual([true, true, true])
  expect(await ask()).toEqual([{ one: 1 }])
})

test('a PostgreSQL that is gone is told from a query that is wrong', async () => {
  await ask()
  expect(isDatabaseAway(await failure(db.$queryRaw`SELECT nothing`))).toBe(false)
  process.kill(server.pid, 'SIGKILL')
  await server.ended
  const failures = [await failure(ask()), await failure(askInTransaction()), await failure(db.user.findFirst())]
  expect(failures.map(isDatabaseAway)).toEqual([true, true, true])
})
