import { pino } from 'pino'
import { readSfuConfig } from '../src/config.ts'
import type { RunningSfu } from '../src/createSfu.ts'
import { provideWorker } from './provideWorker.ts'

export const SECRET = 'sfu-test-secret-sfu-test-secret-sfu'

/** A node on free ports with a given number of workers. */
export async function startSfu(workers: number, env: Record<string, string> = {}): Promise<RunningSfu> {
  provideWorker()
  const { createSfu } = await import('../src/createSfu.ts')
  const config = readSfuConfig({
    LECTERN_SFU_SECRET: SECRET,
    LECTERN_SFU_PORT: '0',
    LECTERN_SFU_RTC_PORT: '0',
    LECTERN_SFU_WORKERS: String(workers),
    ...env,
  })
  return createSfu(config, pino({ level: process.env.TEST_LOG ?? 'silent' }))
}
