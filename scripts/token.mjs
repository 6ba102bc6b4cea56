import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/token/main.ts', { quiet: true })
