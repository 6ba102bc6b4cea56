import { runScript } from '../support/runScript.ts'
import { provisionServices } from './provision.ts'

await runScript(async () => {
  const { mediaWorker } = await provisionServices()
  console.log(`MEDIASOUP_WORKER_BIN=${mediaWorker}`)
})
