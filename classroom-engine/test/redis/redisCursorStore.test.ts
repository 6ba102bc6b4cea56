import { afterAll, beforeAll, describe } from 'vitest'
import type { Stores } from '../../src/stores/Stores.ts'
import { cursorStoreContract } from '../../src/webhooks/cursorStoreContract.ts'
import { startRedis, type TestRedis } from '../support/startRedis.ts'
import { openStores } from './openStores.ts'

let redis: TestRedis
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

describe('RedisCursorStore', () => {
  cursorStoreContract(async () => {
    await redis.kill()
    await redis.loseData()
    await redis.start()
    const opened: Stores[] = []
    const open = async () => {
      const stores = await openStores(redis.url)
      opened.push(stores)
      return stores.cursors
    }
    return {
      cursors: await open(),
      reopen: open,
      async dispose() {
        for (const stores of opened) await stores.close()
      },
    }
  })
})
