import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/native/main.ts')
