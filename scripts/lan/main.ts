import { once } from 'node:events'
import { createFront, type FrontTargets } from './createFront.ts'
import { provideCertificate } from './provideCertificate.ts'

/** Started by the supervisor, which made the settings. */
interface FrontSettings extends FrontTargets {
  address: string
  port: number
  certificateFolder: string
}

const { address, port, certificateFolder, ...targets } = JSON.parse(process.argv[2]!) as FrontSettings
const server = createFront(targets, await provideCertificate(certificateFolder, address))
server.listen(port, '0.0.0.0')
await once(server, 'listening')
process.once('SIGTERM', () => process.exit(0))
