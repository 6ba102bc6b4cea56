import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPrisma } from '@lectern/prisma'
import { RecentErrors } from '@lectern/protocol'
import { ConfigError } from '@lectern/protocol/config'
import { openObjectStore, storeSettings } from '@lectern/recording'
import { pino } from 'pino'
import { type Config, readApiConfig } from './config.ts'
import { createApi } from './createApi.ts'

const LAST_REQUESTS_MS = 10_000

function configOrExit(): Config {
  try {
    return readApiConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

const config = configOrExit()
const recentErrors = new RecentErrors()
const log = pino({ name: 'api', level: config.LECTERN_LOG_LEVEL, hooks: recentErrors.hooks })
const db = createPrisma(config.LECTERN_DATABASE_URL)
const store = await openObjectStore(storeSettings(config))
const api = await createApi({ config, db, log, recentErrors, store })

const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, api.app)
server.listen(config.LECTERN_API_PORT, config.LECTERN_API_HOST)
server.once('error', (err) => {
  log.fatal({ err }, `cannot listen on ${config.LECTERN_API_HOST}:${config.LECTERN_API_PORT}`)
  process.exit(1)
})
await once(server, 'listening')
log.info({ port: (server.address() as AddressInfo).port }, 'listening')

async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'stopping')
  const closed = once(server, 'close')
  server.close()
  const impatience = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS)
  await closed
  clearTimeout(impatience)
  await api.close()
  await store.close()
  await db.$disconnect()
  log.info('stopped')
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void stop(signal).catch((err: unknown) => {
      log.fatal({ err }, 'stopping failed')
      process.exit(1)
    })
  })
}
