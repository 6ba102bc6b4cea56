import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/replay/main.ts', { quiet: true })
