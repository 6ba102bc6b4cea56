import { writeFile } from 'node:fs/promises'
import { runScript } from '../support/runScript.ts'
import { README, readmeWithSettings } from './readme.ts'

await runScript(async () => writeFile(README, (await readmeWithSettings()).wanted))
