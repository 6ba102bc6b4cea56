import { MemoryRoomLeases } from '../cluster/MemoryRoomLeases.ts'
import type { EngineAddress } from '../cluster/RoomLeases.ts'
import { DiskSpace } from '../log/DiskSpace.ts'
import { LmdbRoomLog } from '../log/LmdbRoomLog.ts'
import { openLmdb } from '../log/openLmdb.ts'
import { LmdbOwedTimelines } from '../recording/LmdbOwedTimelines.ts'
import { LmdbCursorStore } from '../webhooks/LmdbCursorStore.ts'
import type { Stores } from './Stores.ts'

/** What one engine by itself keeps in a folder. */
export function openLmdbStores(folder: string, engine: EngineAddress): Stores {
  const root = openLmdb(folder)
  const log = new LmdbRoomLog(root, new DiskSpace(folder))
  const leases = new MemoryRoomLeases(engine)
  return {
    log,
    leases,
    cursors: new LmdbCursorStore(root),
    owedTimelines: new LmdbOwedTimelines(root),
    durability: () => 'fsync of every step',
    onReturn: () => undefined,
    async close() {
      await leases.close()
      await log.close()
      await root.close()
    },
  }
}
