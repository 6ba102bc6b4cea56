import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openLmdb } from '../log/openLmdb.ts'
import { LmdbOwedTimelines } from './LmdbOwedTimelines.ts'
import { owedTimelinesContract } from './owedTimelinesContract.ts'

describe('LmdbOwedTimelines', () => {
  owedTimelinesContract(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-owed-'))
    let root = openLmdb(folder)
    return {
      owed: new LmdbOwedTimelines(root),
      async reopen() {
        await root.close()
        root = openLmdb(folder)
        return new LmdbOwedTimelines(root)
      },
      async dispose() {
        await root.close()
        await rm(folder, { recursive: true })
      },
    }
  })
})
