import { RecentErrors } from '@lectern/protocol'
import { pino } from 'pino'
import { readSfuConfig } from './config.ts'
import { createSfu } from './createSfu.ts'
import { isGonePipe } from './isGonePipe.ts'

async function main(): Promise<void> {
  const config = readSfuConfig(process.env)
  const recentErrors = new RecentErrors()
  const log = pino({ name: 'sfu', level: config.logLevel, hooks: recentErrors.hooks })
  process.on('unhandledRejection', (reason) => {
    if (!isGonePipe(reason)) throw reason
    log.debug({ err: reason }, 'a pipe was gone before it could follow')
  })
  const sfu = await createSfu(config, log, recentErrors)
  log.info({ host: config.host, port: sfu.port, workers: config.workers, rtcPort: config.rtcPort }, 'sfu is up')
  const stop = () => void sfu.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  const said = error instanceof Error ? error.message : String(error)
  process.stderr.write(`sfu: ${said}\n`)
  process.exitCode = 1
})
