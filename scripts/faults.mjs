import { bootstrap } from './bootstrap.mjs'

await bootstrap('loadtests/src/faults/main.ts')
