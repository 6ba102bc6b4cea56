import { describe } from 'vitest'
import { MemoryRoomLeases } from './MemoryRoomLeases.ts'
import { roomLeasesContract } from './roomLeasesContract.ts'

describe('MemoryRoomLeases', () => {
  roomLeasesContract(async () => ({
    leases: new MemoryRoomLeases({ instance: 'engine-1', url: 'http://127.0.0.1:4110' }),
    dispose: async () => undefined,
  }))
})
