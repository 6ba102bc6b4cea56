import { NOTES_TEXT, SYNC_LIMITS, SYNC_STEP_1 } from '@lectern/protocol'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type ForgedItem, forge, gc, item, type WriteStruct } from '../support/forge.ts'
import type { RawClient } from '../support/RawClient.ts'

/** What one connection does to the others of a class. */
export interface Attack {
  name: string
  document: string
  send: (client: RawClient, round: number) => unknown
  /** How the engine ends the connection. */
  reason: RegExp
  /** How often it is made; over and over where it is not said. Set where what it writes is kept. */
  rounds?: number
}

/** Yjs client id under which somebody else writes on the board. */
export const VICTIM = 77_000

const letters = (place: ForgedItem, text: string): WriteStruct =>
  item({ root: NOTES_TEXT, ...place, ref: 4 }, (encoder) => encoding.writeVarString(encoder, text))
const alone = (id: number, structs: WriteStruct[]): Uint8Array => forge([{ id, clock: 0, structs }])
/** An id that no round before this one had. */
const idOf = (kind: number, round: number): number => kind * 1_000_000 + round * 100

const gaps = lazily(() =>
  Array.from({ length: 4000 }, () => {
    const doc = new Y.Doc()
    doc.getMap('records').set('a', 1)
    const known = Y.encodeStateVector(doc)
    doc.getMap('records').set('b', 1)
    return Y.encodeStateAsUpdate(doc, known)
  }),
)

const setsOfOneKey = lazily(() => {
  const updates = Array.from({ length: 4000 }, (_, n) => {
    const doc = new Y.Doc()
    doc.clientID = 1000 + (n % 8)
    doc.getMap('records').set('contested', n)
    return Y.encodeStateAsUpdate(doc)
  })
  return [Y.mergeUpdates(updates), ...updates]
})

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

const nested = (id: number): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = id
  let map = doc.getMap('records')
  for (let depth = 0; depth <= SYNC_LIMITS.nesting; depth += 1) map = map.set('a', new Y.Map<unknown>())
  return Y.encodeStateAsUpdate(doc)
}

const deepValue: WriteStruct = (encoder) => {
  encoding.writeVarUint(encoder, 1)
  for (let n = 0; n < 300_000; n += 1) {
    encoding.writeUint8(encoder, 117)
    encoding.writeVarUint(encoder, 1)
  }
  encoding.writeAny(encoder, 1)
}

const values =
  (count: number): WriteStruct =>
  (encoder) => {
    encoding.writeVarUint(encoder, count)
    for (let n = 0; n < count; n += 1) encoding.writeUint8(encoder, 126)
  }

const ranges = (client: number, count: number, rangeOf: (n: number) => [clock: number, len: number]): Uint8Array =>
  encoding.encode((encoder) => {
    for (const number of [0, 1, client, count]) encoding.writeVarUint(encoder, number)
    for (let n = 0; n < count; n += 1) for (const number of rangeOf(n)) encoding.writeVarUint(encoder, number)
  })

function sendAll(client: RawClient, updates: readonly Uint8Array[]): void {
  for (const update of updates) client.update(update)
}

function cutToPieces(client: RawClient, round: number): void {
  const id = idOf(8, round)
  client.update(alone(id, [letters({}, 'x'.repeat(300_000))]))
  client.update(ranges(id, 100_000, (n) => [2 * n + 1, 1]))
}

/** Every kind of hostile edit and awareness that is known. */
export const ATTACKS: readonly Attack[] = [
  {
    name: '4,000 missing predecessors',
    document: 'board/1',
    send: (client) => sendAll(client, gaps()),
    reason: /^(RESYNC|RATE_LIMITED)$/,
  },
  {
    name: '4,000 sets of one key under eight ids',
    document: 'board/1',
    send: (client) => sendAll(client, setsOfOneKey()),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: '8,000 blind sets of one key under one id',
    document: 'board/1',
    send: (client, round) =>
      client.update(
        alone(
          idOf(1, round),
          Array.from({ length: 8000 }, () => item({ key: 'blind' })),
        ),
      ),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: 'twenty client ids',
    document: 'board/1',
    send: (client, round) => {
      for (let n = 0; n < 20; n += 1) client.update(alone(idOf(2, round) + n, [item({ key: `id${n}` })]))
    },
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: "somebody else's client id",
    document: 'board/1',
    send: (client) => client.update(alone(VICTIM, [gc(1 << 20)])),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: 'types nested too deep',
    document: 'board/1',
    send: (client, round) => client.update(nested(idOf(3, round))),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: 'a value nested without end',
    document: 'board/1',
    send: (client, round) => client.update(alone(idOf(4, round), [item({ key: 'deep' }, deepValue)])),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: 'version 2 of the encoding',
    document: 'board/1',
    send: (client) => client.update(Y.encodeStateAsUpdateV2(new Y.Doc())),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: 'half a megabyte of nonsense',
    document: 'board/1',
    send: (client) => client.update(new Uint8Array(1 << 19).fill(1)),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: 'huge items, one after the other',
    document: 'board/1',
    send: async (client, round) => {
      // Before the token is looked at all of this would be too large together, which is another matter.
      await client.sync()
      const text = 'x'.repeat(900_000)
      const huge = item({ key: `huge${round}` }, (encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeAny(encoder, text)
      })
      for (let n = 0; n < 6; n += 1) client.update(alone(idOf(5, round) + n, [huge]))
    },
    reason: /^(RATE_LIMITED|BAD_UPDATE)$/,
    rounds: 1,
  },
  {
    name: 'a million values in one list',
    document: 'notes',
    send: (client, round) => client.update(alone(idOf(6, round), [item({ root: NOTES_TEXT }, values(900_000))])),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: '20,000 values that continue each other',
    document: 'notes',
    send: (client, round) => {
      const id = idOf(7, round)
      const structs = Array.from({ length: 19_000 }, (_, n) =>
        item({ root: NOTES_TEXT, ...(n > 0 && { origin: [id, n - 1] }) }),
      )
      client.update(alone(id, structs))
    },
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  { name: 'a long text cut to pieces', document: 'notes', send: cutToPieces, reason: /^RATE_LIMITED$/, rounds: 2 },
  {
    name: 'deleting the same 200,000 times',
    document: 'notes',
    send: (client) => client.update(ranges(VICTIM, 200_000, () => [0, 1])),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
  {
    name: 'neighbours that were never side by side',
    document: 'notes',
    send: (client, round) => {
      const id = idOf(9, round)
      client.update(alone(id, [letters({}, 'abc')]))
      client.update(forge([{ id, clock: 3, structs: [letters({ origin: [id, 0], right: [id, 2] }, 'x')] }]))
    },
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
    rounds: 20,
  },
  {
    name: 'asking for everything, again and again',
    document: 'board/1',
    send: (client) => {
      for (let n = 0; n < 20; n += 1) client.sendSync(SYNC_STEP_1, new Uint8Array([1, n + 1, 1]))
    },
    reason: /^RATE_LIMITED$/,
  },
  {
    name: 'a flood of awareness',
    document: 'board/1',
    send: (client, round) => {
      const state = { filler: 'x'.repeat(2000) }
      for (let clock = 0; clock < SYNC_LIMITS.framesBurst + 3000; clock += 1) {
        client.sendAwareness([{ clientId: idOf(10, round), clock, state }])
      }
    },
    // TOO_LARGE where the flood came before its sender was let in: what waits then is one frame's worth.
    reason: /^(RATE_LIMITED|TOO_LARGE)$/,
  },
  {
    name: "awareness under somebody else's id",
    document: 'board/1',
    send: (client) => client.sendAwareness([{ clientId: VICTIM, clock: 2 ** 30, state: { user: { name: 'Ada' } } }]),
    reason: /^BAD_UPDATE$/,
  },
  {
    name: 'awareness that is too large',
    document: 'board/1',
    send: (client, round) =>
      client.sendAwareness([
        { clientId: idOf(11, round), clock: 1, state: { filler: 'x'.repeat(SYNC_LIMITS.awarenessBytes) } },
      ]),
    reason: /^TOO_LARGE$/,
  },
  {
    name: 'awareness of nobody, a hundred ids at once',
    document: 'board/1',
    send: (client, round) =>
      client.sendAwareness(
        Array.from({ length: 100 }, (_, n) => ({ clientId: idOf(12, round) + n, clock: 1, state: {} })),
      ),
    reason: /^(BAD_UPDATE|RATE_LIMITED)$/,
  },
]
