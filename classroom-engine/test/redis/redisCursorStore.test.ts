import { afterAll, beforeAll, describe } from 'vitest'
import { RedisServer } from '../../../scripts/support/RedisServer.ts'
import type { Stores } from '../../src/stores/Stores.ts'
import { cursorStoreContract } from '../../src/webhooks/cursorStoreContract.ts'
import { openStores } from './openStores.ts'

let redis: RedisServer
beforeAll(async () => {
  redis = await RedisServer.start()
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
