import { bootstrap } from './bootstrap.mjs'

await bootstrap('loadtests/src/join/main.ts')
