import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const prismaCli = createRequire(import.meta.url).resolve('prisma/build/index.js')
const schema = fileURLToPath(new URL('../schema.prisma', import.meta.url))

// The command line looks for its native schema engine before it does anything, and would download it. Generating
// never runs that engine, so any existing program will do in its place.
const env = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
}
const { status } = spawnSync(process.execPath, [prismaCli, 'generate', '--schema', schema, '--no-hints'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env,
})
process.exitCode = status ?? 1
