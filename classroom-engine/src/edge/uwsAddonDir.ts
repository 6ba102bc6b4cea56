import { homedir } from 'node:os'
import { join } from 'node:path'

const VERSION = '20.57.0'

/**
 * Folder of the uWebSockets.js addon made ready for this machine's C library (`uws.node` and `isoc23.node`).
 * It is filled by `scripts/provision.mjs` and read by `uws.ts`, and only where the package's own binary does not load.
 */
export function uwsAddonDir(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(cache, 'lectern', `uws-${VERSION}-${process.platform}-${process.arch}-abi${process.versions.modules}`)
}
