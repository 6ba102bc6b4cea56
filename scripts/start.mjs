import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/supervisor/main.ts')
