import type { RoomLeases } from '../cluster/RoomLeases.ts'
import type { RoomLog } from '../log/RoomLog.ts'
import type { OwedTimelines } from '../recording/OwedTimelines.ts'
import type { CursorStore } from '../webhooks/CursorStore.ts'

/** Where an engine keeps what lasts. */
export interface Stores {
  log: RoomLog
  leases: RoomLeases
  cursors: CursorStore
  owedTimelines: OwedTimelines
  /** What an acknowledged entry survives, as `/readyz` tells it. */
  durability(): string
  /** The store was away and may have lost what it had: rooms see to their logs. */
  onReturn(listener: () => void): void
  close(): Promise<void>
}
