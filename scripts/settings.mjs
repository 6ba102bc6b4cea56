import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/settings/main.ts')
