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
  const cursors = new LmdbCursorStore(root)
  const owedTimelines = new LmdbOwedTimelines(root)
  return {
    log,
    leases,
    cursors,
    owedTimelines,
    durability: () => 'fsync of every step',
    onReturn: () => undefined,
    async close() {
      await Promise.all([leases.close(), log.close(), cursors.close(), owedTimelines.close()])
      await root.close()
    },
  }
}
