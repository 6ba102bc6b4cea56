import { joinSecret } from '../supervisor/secrets.ts'
import { runScript } from '../support/runScript.ts'
import { mintToken } from './mintToken.ts'
import { readTokenRequest, TOKEN_USAGE } from './readTokenRequest.ts'

await runScript(async () => {
  const command = readTokenRequest(process.argv.slice(2), process.env)
  if (command === 'help') return console.log(TOKEN_USAGE)
  console.log(mintToken(command.request, await joinSecret(command.dataDir, process.env)))
})
