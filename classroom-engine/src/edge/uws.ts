import type * as UWebSockets from 'uWebSockets.js'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { join } from 'node:path'
import { uwsAddonDir } from './uwsAddonDir.ts'

/** The uWebSockets.js module: the package's own binary, or on a C library older than 2.38 the copy made ready for it. */
export const uWS: typeof UWebSockets = load()

function load(): typeof UWebSockets {
  try {
    return createRequire(import.meta.url)('uWebSockets.js') as typeof UWebSockets
  } catch (error) {
    if (!String(error).includes('GLIBC_')) throw error
    return loadForOldLibc(error)
  }
}

function loadForOldLibc(cause: unknown): typeof UWebSockets {
  const addon = join(uwsAddonDir(), 'uws.node')
  if (!existsSync(addon)) {
    throw new Error(
      `uWebSockets.js needs a newer C library, and ${addon} is missing: run "node scripts/provision.mjs"`,
      {
        cause,
      },
    )
  }
  // The three functions that the addon misses must be visible to all before it is loaded.
  process.dlopen(
    { exports: {} },
    join(uwsAddonDir(), 'isoc23.node'),
    constants.dlopen.RTLD_NOW | constants.dlopen.RTLD_GLOBAL,
  )
  const loaded = { exports: {} }
  process.dlopen(loaded, addon)
  return loaded.exports as typeof UWebSockets
}
