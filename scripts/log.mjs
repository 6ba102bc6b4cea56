import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/log/main.ts', { quiet: true })
