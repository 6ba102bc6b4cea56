import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPrisma, embeddedPostgres, migrate, type User } from '@lectern/prisma'
import { RecentErrors } from '@lectern/protocol'
import { openObjectStore, storeSettings } from '@lectern/recording'
import { pino } from 'pino'
import { readApiConfig } from '../../src/config.ts'
import { createApi } from '../../src/createApi.ts'
import { mintApiToken } from '../../src/users/apiToken.ts'

export const SECRETS = {
  LECTERN_JOIN_SECRET: 'join secret of the tests, long enough',
  LECTERN_API_SECRET: 'api secret of the tests, long enough!',
  LECTERN_WEBHOOK_SECRET: 'webhook secret of the tests, long enough',
}

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is the test's own question
  data: any
  errors: { message: string; extensions: Record<string, unknown> }[]
}

/** `ok`, or the code of the first error. */
export const outcomeOf = ({ errors }: Answer) => (errors[0] ? String(errors[0].extensions.code) : 'ok')

export type School = Awaited<ReturnType<typeof startSchool>>

/** The api over a PostgreSQL of its own, listening on a free port. */
export async function startSchool(env: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-api-'))
  const server = await embeddedPostgres({ dataDir: join(folder, 'data'), password: 'test', durable: false })
  await migrate(server.url)
  const queries: string[] = []
  const logged: string[] = []
  const db = createPrisma(server.url, { onQuery: (sql) => queries.push(sql) })
  const config = readApiConfig({
    LECTERN_DATABASE_URL: server.url,
    LECTERN_DATA_DIR: folder,
    ...SECRETS,
    ...env,
  })
  const store = await openObjectStore(storeSettings(config))
  const recentErrors = new RecentErrors()
  const log = pino({ level: 'debug', hooks: recentErrors.hooks }, { write: (line: string) => void logged.push(line) })
  const api = await createApi({ config, db, log, recentErrors, store })
  const http = createServer(api.app).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  async function ask(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer>
    return { status: response.status, headers: response.headers, data, errors }
  }

  return {
    url,
    app: api.app,
    db,
    config,
    log,
    store,
    jobs: api.jobs,
    /** SQL of every query since the start. */
    queries,
    /** Lines of the log. */
    logged,
    ask,
    /** Asks as a person, or as nobody. */
    askAs: async (user: Pick<User, 'id'> | null, query: string, variables: object = {}) => {
      if (!user) return ask(query, variables)
      const { token } = await mintApiToken(user.id, SECRETS.LECTERN_API_SECRET)
      return ask(query, variables, { authorization: `Bearer ${token}` })
    },
    stop: async () => {
      http.close()
      http.closeAllConnections()
      await api.close()
      await store.close()
      await db.$disconnect()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
    stopDatabase: () => server.stop(),
  }
}
