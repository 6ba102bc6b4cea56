import { afterAll, beforeAll, describe } from 'vitest'
import { RedisServer } from '../../../scripts/support/RedisServer.ts'
import { owedTimelinesContract } from '../../src/recording/owedTimelinesContract.ts'
import type { Stores } from '../../src/stores/Stores.ts'
import { openStores } from './openStores.ts'

let redis: RedisServer
beforeAll(async () => {
  redis = await RedisServer.start()
})
afterAll(() => redis.stop())

describe('RedisOwedTimelines', () => {
  owedTimelinesContract(async () => {
    const opened: Stores[] = []
    const open = async () => {
      const stores = await openStores(redis.url)
      opened.push(stores)
      return stores.owedTimelines
    }
    return {
      owed: await open(),
      reopen: open,
      async dispose() {
        for (const stores of opened) await stores.close()
      },
    }
  })
})
