import { RecentErrors } from '@lectern/protocol'
import { ConfigError } from '@lectern/protocol/config'
import pino from 'pino'
import { readEngineConfig } from './config.ts'
import { createEngine } from './createEngine.ts'

const STOP_MS = 10_000

try {
  const config = readEngineConfig(process.env)
  const recentErrors = new RecentErrors()
  const logger = pino({ name: 'classroom-engine', level: config.logLevel, hooks: recentErrors.hooks })
  const engine = await createEngine(config, logger, { recentErrors })
  logger.info({ port: engine.port }, 'the engine listens')
  const stop = async (signal: string) => {
    logger.info({ signal }, 'the engine stops')
    // A disk that takes nothing any more would keep it for ever. What was acknowledged is in the log.
    setTimeout(() => process.exit(1), STOP_MS).unref()
    await engine.close()
    logger.info('the engine has stopped')
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop(signal))
} catch (error) {
  // One sentence for people; a stack only where the fault is ours.
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
}
