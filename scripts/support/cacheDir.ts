import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where built and downloaded parts are kept, outside the checkout, so that the next clone finds them. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lectern')
}
