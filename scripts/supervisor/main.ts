import { runScript } from '../support/runScript.ts'
import { helpText, readOptions } from './options.ts'
import { start } from './start.ts'

await runScript(async () => {
  const options = readOptions(process.argv.slice(2), process.env, process.cwd())
  if (options === 'help') console.log(helpText())
  else await start(options)
})
