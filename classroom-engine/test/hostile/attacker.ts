import { parentPort, workerData } from 'node:worker_threads'
import { mintToken } from '../support/mintToken.ts'
import { RawClient } from '../support/RawClient.ts'
import { ATTACKS, type Attack } from './attacks.ts'

/** A thread that makes one attack over and over until it is told to stop, so that its own work is not taken for the engine's. */
const { name, port } = workerData as { name: string; port: number }
const attack = ATTACKS.find((each) => each.name === name)!
const most = attack.rounds ?? Number.POSITIVE_INFINITY
const reasons = new Set<string>()
let isDone = false
parentPort!.once('message', () => {
  isDone = true
})

let rounds = 0
for (; rounds < most && (rounds === 0 || !isDone); rounds += 1) {
  reasons.add(await offend(attack, rounds))
  if (rounds === 0) parentPort!.postMessage('begun')
}
parentPort!.postMessage({ rounds, reasons: [...reasons] })

/** Attacks on a new connection until the engine ends it; answers with the reason that it gave. */
async function offend({ document, send }: Attack, round: number): Promise<string> {
  const token = await mintToken({ sub: `${name.replaceAll(/\W/g, '')}${round % 3}`, role: 'assistant' })
  const client = await new RawClient(`ws://127.0.0.1:${port}/sync/room/${document}?token=${token}`).opened()
  await send(client, round)
  return (await client.closed()).reason
}
