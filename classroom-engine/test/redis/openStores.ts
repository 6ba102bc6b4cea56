import { pino } from 'pino'
import { openRedisStores } from '../../src/stores/openRedisStores.ts'

const SILENT = pino({ level: 'silent' })

/** The stores of one more engine on a Redis. */
export function openStores(redisUrl: string, instance = 'engine-1', url = `http://${instance}`) {
  return openRedisStores(redisUrl, { instance, url }, SILENT)
}
