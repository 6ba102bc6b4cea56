import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { API_KEYS } from '../../api/src/config.ts'
import { ENGINE_KEYS } from '../../classroom-engine/src/config.ts'
import { SFU_KEYS } from '../../sfu-cluster/src/config.ts'
import { WEB_KEYS } from '../../web/lib/config.ts'
import { repoRoot } from '../support/repoRoot.ts'
import { settingsTable } from './settingsTable.ts'

const BLOCK = /(<!-- settings:begin -->\n)[\s\S]*?(<!-- settings:end -->)/

export const README = join(repoRoot, 'README.md')

/** The README as it is, and as it should be with the table of all settings in it. */
export async function readmeWithSettings(): Promise<{ present: string; wanted: string }> {
  const present = await readFile(README, 'utf8')
  // The number of cores is this machine's, not the reader's.
  const { LECTERN_SFU_WORKERS: workers } = SFU_KEYS
  const sfu = {
    ...SFU_KEYS,
    LECTERN_SFU_WORKERS: workers
      .unwrap()
      .optional()
      .describe(workers.description ?? ''),
  }
  const table = settingsTable({ web: WEB_KEYS, api: API_KEYS, engine: ENGINE_KEYS, sfu })
  return { present, wanted: present.replace(BLOCK, `$1${table}\n$2`) }
}
