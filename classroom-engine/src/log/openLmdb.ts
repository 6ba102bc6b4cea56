import { mkdirSync } from 'node:fs'
import { open, type RootDatabase } from 'lmdb'

/**
 * Opens the engine's LMDB environment in a folder, which is made if need be. A commit answers after its fsync.
 * `readOnly` works beside a running engine.
 */
export function openLmdb(folder: string, { readOnly = false } = {}): RootDatabase<Buffer, string> {
  if (!readOnly) mkdirSync(folder, { recursive: true })
  return open({
    path: folder,
    encoding: 'binary',
    maxDbs: 16,
    readOnly,
    overlappingSync: false,
    eventTurnBatching: false,
  })
}
