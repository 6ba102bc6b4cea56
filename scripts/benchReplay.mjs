import { bootstrap } from './bootstrap.mjs'

await bootstrap('loadtests/src/replay/main.ts')
