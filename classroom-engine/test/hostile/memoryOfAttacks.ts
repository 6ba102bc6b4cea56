import * as Y from 'yjs'
import type { RawClient } from '../support/RawClient.ts'
import { TestEngine } from '../support/TestEngine.ts'
import { until } from '../support/until.ts'
import { ATTACKS, type Attack, VICTIM } from './attacks.ts'

/** Makes all attacks on an engine, over and over, and ends with 1 where memory does not come back. Run with `--expose-gc`. */
const PASSES = 3
const BOUND_MB = 16

const engine = await TestEngine.start()
const victim = await (await engine.raw('board/1', { sub: 'victim', role: 'assistant' })).sync()
const own = new Y.Doc()
own.clientID = VICTIM
victim.edit((doc) => doc.getMap('records').set('victim', 1), own)
await victim.until(() => victim.doc.getMap('records').has('victim'))

// What an attack writes within its limits is an edit like any other, and stays.
const attacks = ATTACKS.filter(({ rounds }) => rounds === undefined)
await attackAll(0)
const before = await heapMb()
for (let pass = 1; pass <= PASSES; pass += 1) await attackAll(pass)
const grown = (await heapMb()) - before
await engine.stop()
console.log(`${PASSES * attacks.length} attacks: memory grew by ${grown.toFixed(1)} MB (bound ${BOUND_MB})`)
process.exit(grown < BOUND_MB ? 0 : 1)

async function attackAll(round: number): Promise<void> {
  for (const attack of attacks) await offend(attack, round)
}

async function offend({ name, document, send, reason }: Attack, round: number): Promise<void> {
  const claims = { sub: `${name.replaceAll(/\W/g, '')}${round % 3}`, role: 'assistant' } as const
  const client: RawClient = await (await engine.raw(document, claims)).opened()
  await send(client, round)
  const ended = await client.closed()
  if (!reason.test(ended.reason)) throw new Error(`${name}: ended with ${ended.reason}`)
}

/** Heap once nobody but the victim is connected and nothing is on its way, MB. */
async function heapMb(): Promise<number> {
  const room = engine.engine.registry.get('room')!
  victim.edit((doc) => doc.getMap('records').set('victim', Math.random()), own)
  await until(victim as never, 'frame', () => room.connectionCount === 1)
  globalThis.gc!()
  return process.memoryUsage().heapUsed / (1 << 20)
}
