import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openLmdb } from '../log/openLmdb.ts'
import { cursorStoreContract } from './cursorStoreContract.ts'
import { LmdbCursorStore } from './LmdbCursorStore.ts'

describe('LmdbCursorStore', () => {
  cursorStoreContract(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-cursors-'))
    let root = openLmdb(folder)
    return {
      cursors: new LmdbCursorStore(root),
      async reopen() {
        await root.close()
        root = openLmdb(folder)
        return new LmdbCursorStore(root)
      },
      async dispose() {
        await root.close()
        await rm(folder, { recursive: true })
      },
    }
  })
})
