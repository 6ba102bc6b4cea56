import { bootstrap } from './bootstrap.mjs'

await bootstrap('loadtests/src/sfu/main.ts')
