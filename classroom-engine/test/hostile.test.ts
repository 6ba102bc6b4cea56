import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYNC_STEP_1 } from '@lectern/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { EngineProcess } from './support/EngineProcess.ts'
import { freePort } from './support/freePort.ts'
import { mintToken } from './support/mintToken.ts'
import { RawClient } from './support/RawClient.ts'

let folder: string
let engine: EngineProcess

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-hostile-'))
  engine = new EngineProcess(folder, await freePort())
  await engine.start()
})
afterAll(async () => {
  await engine.stop('SIGKILL')
  await rm(folder, { recursive: true })
})

const EDITS = 60
const HONEST = 4
/** Others' edits must not wait for an offender. Generous: the machine may have other work. */
const LIMIT_MS = 1000

async function connect(document: string, sub: string): Promise<RawClient> {
  const token = await mintToken({ sub, role: 'assistant' })
  return new RawClient(`ws://127.0.0.1:${engine.port}/sync/room/${document}?token=${token}`).opened()
}

/** Edits one after the other and tells how long each took to come back, ms. */
async function edit(client: RawClient, key: string): Promise<number[]> {
  const own = new Y.Doc()
  const took: number[] = []
  for (let n = 0; n < EDITS; n += 1) {
    const started = performance.now()
    client.edit((doc) => doc.getMap('records').set(key, { n }), own)
    await client.until(() => (client.doc.getMap('records').get(key) as { n: number } | undefined)?.n === n)
    took.push(performance.now() - started)
  }
  return took
}

const p99 = (values: number[]): number => values.sort((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1]!

/** What honest people meet while `attack` is made over and over. */
async function measure(name: string, attack?: (round: number) => Promise<unknown>): Promise<number> {
  const honest = await Promise.all(
    Array.from({ length: HONEST }, async (_, n) => (await connect('board/1', `honest${n}`)).sync()),
  )
  let isDone = false
  const attacks = (async () => {
    let rounds = 0
    for (; attack && !isDone; rounds += 1) await attack(rounds)
    return rounds
  })()
  const took = await Promise.all(honest.map((client, n) => edit(client, `${name}:${n}`)))
  isDone = true
  const rounds = await attacks
  for (const client of honest) client.close()
  const worst = p99(took.flat())
  console.log(`${name}: p99 of the others ${worst.toFixed(1)} ms, ${rounds} attacks`)
  return worst
}

/** Sends updates on a new connection until the engine ends it. */
async function offend(sub: string, updates: Iterable<Uint8Array>, document = 'board/1'): Promise<string> {
  const client = await connect(document, sub)
  for (const update of updates) client.update(update)
  const { reason } = await client.closed()
  return reason
}

function manyGaps(): Uint8Array[] {
  return Array.from({ length: 4000 }, () => {
    const doc = new Y.Doc()
    doc.getMap('records').set('a', 1)
    const known = Y.encodeStateVector(doc)
    doc.getMap('records').set('b', 1)
    return Y.encodeStateAsUpdate(doc, known)
  })
}

function manySetsOfOneKey(): Uint8Array[] {
  const updates = Array.from({ length: 4000 }, (_, n) => {
    const doc = new Y.Doc()
    doc.clientID = 1000 + (n % 8)
    doc.getMap('records').set('contested', n)
    return Y.encodeStateAsUpdate(doc)
  })
  return [Y.mergeUpdates(updates), ...updates]
}

/** Sets of one key under one id, as if none knew of the one before. */
function blindSets(clientID: number): Uint8Array[] {
  const one = new Y.Doc()
  one.clientID = clientID
  one.getMap('records').set('blind', 1)
  const struct = Y.encodeStateAsUpdate(one)
  // [1 client, 1 struct, id …, clock 0, struct, empty delete set]: the struct is what follows the clock.
  const idLength = struct.length - 2 - 2 - 1
  const head = struct.subarray(2, 2 + varLength(clientID))
  const body = struct.subarray(2 + varLength(clientID) + 1, struct.length - 1)
  expect(idLength).toBeGreaterThan(body.length)
  const count = 8000
  return [Uint8Array.from([1, (count & 127) | 128, count >> 7, ...head, 0, ...repeat(body, count), 0])]
}
const varLength = (value: number) => Math.max(1, Math.ceil((32 - Math.clz32(value)) / 7))
function* repeat(bytes: Uint8Array, times: number): Iterable<number> {
  for (let n = 0; n < times; n += 1) yield* bytes
}

describe('the others while somebody misbehaves', () => {
  test('[SY6] gaps, contested keys, version 2, nonsense, greed: p99 of the others stays small', async () => {
    const gaps = manyGaps()
    const sets = manySetsOfOneKey()
    const v2 = Y.encodeStateAsUpdateV2(new Y.Doc())
    await measure('warm up')
    const alone = await measure('alone')
    const measured = [
      await measure('4,000 gaps', async (round) => {
        expect(await offend(`gap${round % 3}`, gaps)).toMatch(/RESYNC|RATE_LIMITED/)
      }),
      await measure('4,000 sets of one key', async (round) => {
        expect(await offend(`set${round % 3}`, sets)).toMatch(/BAD_UPDATE|RATE_LIMITED/)
      }),
      await measure('8,000 blind sets in a frame', async (round) => {
        expect(await offend(`blind${round % 3}`, blindSets(5000 + (round % 3)))).toMatch(/RATE_LIMITED|RESYNC/)
      }),
      await measure('version 2', async (round) => {
        expect(await offend(`v2${round % 3}`, [v2])).toBe('BAD_UPDATE')
      }),
      await measure('a megabyte of nonsense', async (round) => {
        expect(await offend(`big${round % 3}`, [new Uint8Array(1 << 19).fill(1)])).toMatch(/BAD_UPDATE|TOO_LARGE/)
      }),
      await measure('asking for everything', async (round) => {
        const client = await connect('board/1', `ask${round % 3}`)
        for (let n = 0; n < 20; n += 1) client.sendSync(SYNC_STEP_1, new Uint8Array([1, n + 1, 1]))
        expect((await client.closed()).reason).toBe('RATE_LIMITED')
      }),
    ]
    for (const worst of measured) expect(worst).toBeLessThan(Math.max(LIMIT_MS, 5 * alone))
  }, 240_000)
})
