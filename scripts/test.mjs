import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/rings/main.ts')
