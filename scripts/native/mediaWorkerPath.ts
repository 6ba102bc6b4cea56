import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDir } from '../support/cacheDir.ts'
import { repoRoot } from '../support/repoRoot.ts'

const recipe = join(repoRoot, 'scripts/native/worker')

/** Where the mediasoup worker of the installed version is kept; a change of the recipe gives another place. */
export function mediaWorkerPath(): string {
  const name = `mediasoup-worker-${mediasoupVersion()}-${process.platform}-${process.arch}-${recipeHash()}`
  return join(cacheDir(), name, 'mediasoup-worker')
}

export function mediasoupVersion(): string {
  const manifest = readFileSync(join(repoRoot, 'node_modules/mediasoup/package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

function recipeHash(): string {
  const hash = createHash('sha256')
  const files = readdirSync(recipe, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(file.slice(recipe.length)).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 8)
}
