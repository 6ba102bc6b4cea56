import { bootstrap } from './bootstrap.mjs'

await bootstrap('loadtests/src/board/main.ts')
