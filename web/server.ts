import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { format } from 'node:util'
import { ConfigError } from '@lectern/protocol/config'
import next from 'next'
import { type Logger, pino } from 'pino'
import { readWebConfig, type WebConfig } from './lib/config.ts'
import { builtFiles } from './lib/server/builtFiles.ts'
import { metrics } from './lib/server/metrics.ts'
import { recordings } from './lib/server/recordings.ts'
import { requestKind } from './lib/server/requestKind.ts'
import { trustedAddress } from './lib/server/trustedAddress.ts'
import { copyTldrawAssets } from './scripts/copyTldrawAssets.ts'

const SHUTDOWN_GRACE_MS = 5_000
const UNTRUSTED_HEADERS = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port']

/** Serves the pages. `node server.ts` serves what `next build` made, `node server.ts --dev` compiles on demand. */
async function main(): Promise<void> {
  const settings = readSettings()
  const log = pino({ name: 'web', level: settings.LECTERN_LOG_LEVEL })
  const dev = process.argv.includes('--dev')
  if (!dev) sendConsoleTo(log)
  // Next looks through public/ when it starts.
  copyTldrawAssets(import.meta.dirname)
  await serve(settings, log, dev)
}

async function serve(settings: WebConfig, log: Logger, dev: boolean): Promise<void> {
  const { LECTERN_WEB_HOST: hostname, LECTERN_WEB_PORT: port, LECTERN_WEB_PROXIES: proxies } = settings
  const isSecure = settings.LECTERN_PUBLIC_WEB_URL.startsWith('https:')
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, (request, response) => {
    cleanHeaders(request, proxies)
    measure(request, response)
    if (isSecure) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    answer(request, response)
  })
  const app = next({ dev, dir: import.meta.dirname, hostname, port, quiet: !dev })
  const handle = app.getRequestHandler()
  const pages: RequestListener = (request, response) => void handle(request, response)
  const files = dev ? pages : builtFiles(join(import.meta.dirname, '.next/static'), pages)
  const answer = recordings(files)
  await app.prepare()
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    giveUp(`Port ${port} is in use. Stop what uses it, or set LECTERN_WEB_PORT to a free one.`)
  })
  server.listen(port, hostname, () => log.info({ port: (server.address() as AddressInfo).port }, 'ready'))

  const stop = () => {
    log.info('stopping')
    setTimeout(() => server.closeAllConnections(), SHUTDOWN_GRACE_MS).unref()
    server.close(() => void app.close().finally(() => process.exit(0)))
    server.closeIdleConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function measure({ url = '/' }: IncomingMessage, response: ServerResponse): void {
  const kind = requestKind(url.split('?', 1)[0]!)
  const stop = metrics().requestSeconds.startTimer({ kind })
  response.once('close', () => {
    stop({ status: response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'cut off' })
  })
}

/** What callers say about themselves in these headers is worth nothing unless a proxy of ours wrote it. */
function cleanHeaders(request: IncomingMessage, proxies: number): void {
  const address = trustedAddress(request.socket.remoteAddress, headerOf(request, 'x-forwarded-for'), proxies)
  if (proxies === 0) for (const name of UNTRUSTED_HEADERS) delete request.headers[name]
  if (address) request.headers['x-forwarded-for'] = address
  else delete request.headers['x-forwarded-for']
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(',') : value
}

/** Next writes to the console; the service's log is JSON, one object per line. */
function sendConsoleTo(log: Logger): void {
  for (const level of ['debug', 'info', 'warn', 'error'] as const)
    console[level] = (...parts: unknown[]) => log[level](format(...parts))
  console.log = console.info
}

function readSettings(): WebConfig {
  try {
    return readWebConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) giveUp(error.message)
    throw error
  }
}

function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

await main()
