import { BOARD_RECORDS, ERRORS, type ErrorCode, NOTES_TEXT, SYNC_LIMITS } from '@lectern/protocol'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { random } from '../../../scripts/support/random.ts'
import { type ForgedItem, forge, gc, item, skip, type WriteStruct } from '../../test/support/forge.ts'
import { applyEdit, type EditRules, hasNews } from './applyEdit.ts'
import { CausalPast } from './CausalPast.ts'
import { decodeEdit } from './decodeEdit.ts'

function boardDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.getMap(BOARD_RECORDS)
  return doc
}

function notesDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.getText(NOTES_TEXT)
  return doc
}

const isNotes = (doc: Y.Doc) => doc.share.has(NOTES_TEXT)

const pasts = new WeakMap<Y.Doc, CausalPast>()
function pastOf(doc: Y.Doc): CausalPast {
  const past = pasts.get(doc) ?? new CausalPast(doc)
  pasts.set(doc, past)
  return past
}

function rulesOf(doc: Y.Doc, rules: Partial<EditRules> = {}): EditRules {
  const past = pastOf(doc)
  const root = isNotes(doc)
    ? { name: NOTES_TEXT, type: doc.getText(NOTES_TEXT), keyed: false, past }
    : { name: BOARD_RECORDS, type: doc.getMap(BOARD_RECORDS), keyed: true, past }
  return { root, claim: () => undefined, work: () => undefined, ...rules }
}

const take = (doc: Y.Doc, update: Uint8Array, rules: Partial<EditRules> = {}) =>
  doc.transact((transaction) => applyEdit(transaction, decodeEdit(update), rulesOf(doc, rules)))

const stateOf = (doc: Y.Doc) => canonicalJson([doc.toJSON(), [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort()])

/** A client of the document whose edits are kept, one update each. */
function client(make: () => Y.Doc, clientID?: number) {
  const doc = make()
  if (clientID !== undefined) doc.clientID = clientID
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') updates.push(update)
  })
  return { doc, updates }
}

function expectRefused(code: ErrorCode, run: () => void): void {
  expect(ERRORS[code]).toBeDefined()
  expect(run).toThrow(expect.objectContaining({ code }))
}

describe('edits of honest clients', () => {
  const edits: Record<string, (doc: Y.Doc, pick: ReturnType<typeof random>) => void> = {
    set: (doc, pick) =>
      doc.getMap(BOARD_RECORDS).set(`shape:${pick.below(5)}`, { x: pick.below(99), props: { a: [1] } }),
    remove: (doc, pick) => doc.getMap(BOARD_RECORDS).delete(`shape:${pick.below(5)}`),
    nest: (doc, pick) =>
      doc.getMap(BOARD_RECORDS).set(`shape:${pick.below(5)}`, new Y.Map([['text', new Y.Text('abc')]])),
    inner: (doc, pick) => {
      const value = doc.getMap(BOARD_RECORDS).get(`shape:${pick.below(5)}`)
      if (value instanceof Y.Map) (value.get('text') as Y.Text).insert(pick.below(3), 'xyz')
    },
    type: (doc, pick) => {
      const text = doc.getText(NOTES_TEXT)
      text.insert(pick.below(text.length + 1), pick.pick(['a', 'bcd', '😀', 'long text']))
    },
    erase: (doc, pick) => {
      const text = doc.getText(NOTES_TEXT)
      if (text.length > 3) text.delete(pick.below(text.length - 3), 1 + pick.below(3))
    },
    format: (doc, pick) => {
      const text = doc.getText(NOTES_TEXT)
      if (text.length > 3) text.format(pick.below(text.length - 3), 2, { bold: pick.pick([true, null]) })
    },
    embed: (doc) => doc.getText(NOTES_TEXT).insertEmbed(0, { image: 'x' }),
  }
  const kinds = [
    { name: 'board', make: boardDoc, verbs: ['set', 'set', 'remove', 'nest', 'inner'] },
    { name: 'notes', make: notesDoc, verbs: ['type', 'type', 'type', 'erase', 'format', 'embed'] },
  ]

  test.each(kinds.flatMap((kind) => Array.from({ length: 30 }, (_, seed) => ({ ...kind, seed }))))(
    'come out as Yjs itself would make them ($name, seed $seed)',
    ({ make, verbs, seed }) => {
      const pick = random(seed)
      const server = make()
      const reference = make()
      const clients = Array.from({ length: 3 }, () => ({ ...client(make), sent: 0 }))
      for (let round = 0; round < 120; round += 1) {
        const each = pick.pick(clients)
        edits[pick.pick(verbs)]!(each.doc, pick)
        if (pick.below(3) > 0) continue
        // A client sends what it has, some of it for the second time, or all at once as after a time offline.
        const offline = pick.below(4) === 0
        const news = offline
          ? [Y.encodeStateAsUpdate(each.doc, Y.encodeStateVector(server))]
          : each.updates.slice(Math.max(0, each.sent - pick.below(3)))
        each.sent = each.updates.length
        for (const update of news) {
          take(server, update)
          Y.applyUpdate(reference, update)
        }
        const behind = pick.pick(clients)
        Y.applyUpdate(behind.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(behind.doc)), 'remote')
      }
      expect(stateOf(server)).toBe(stateOf(reference))
      expect(server.store.pendingStructs).toBeNull()
      const again = make()
      Y.applyUpdate(again, Y.encodeStateAsUpdate(server))
      expect(stateOf(again)).toBe(stateOf(server))
    },
  )

  test('[SY4] what was sent twice is applied once', () => {
    const server = boardDoc()
    const { doc, updates } = client(boardDoc)
    doc.getMap(BOARD_RECORDS).set('shape:a', { x: 1 })
    take(server, updates[0]!)
    const emitted: Uint8Array[] = []
    server.on('update', (update: Uint8Array) => emitted.push(update))
    take(server, updates[0]!)
    expect(emitted).toEqual([])
  })

  test('work stays small: one unit per struct where nobody is in the way', () => {
    const server = notesDoc()
    const { doc, updates } = client(notesDoc)
    for (let n = 0; n < 500; n += 1) doc.getText(NOTES_TEXT).insert(n % 7, 'x')
    let work = 0
    for (const update of updates) {
      take(server, update, {
        work: (units) => {
          work += units
        },
      })
    }
    expect(work).toBe(500)
  })

  test('four who drag one shape for half a minute without hearing of each other stay far from the limit', () => {
    const people = Array.from({ length: 4 }, () => client(boardDoc))
    for (const { doc } of people) {
      for (let n = 0; n < 300; n += 1) {
        doc.transact(() => {
          doc.getMap(BOARD_RECORDS).set(`shape:${doc.clientID}-${n}`, { n })
          doc.getMap(BOARD_RECORDS).set('shape:shared', { n })
        })
      }
    }
    const server = boardDoc()
    const work = new Map<Y.Doc, number>(people.map(({ doc }) => [doc, 0]))
    for (let n = 0; n < 300; n += 1) {
      for (const { doc, updates } of people) {
        take(server, updates[n]!, { work: (units) => void work.set(doc, work.get(doc)! + units) })
      }
    }
    expect(Math.max(...work.values())).toBeLessThan(10_000)
  })
})

describe('hasNews', () => {
  test('[SY5] is false for what the server knows, deletions included', () => {
    const { doc } = client(boardDoc)
    doc.getMap(BOARD_RECORDS).set('a', 1)
    doc.getMap(BOARD_RECORDS).delete('a')
    const server = boardDoc()
    take(server, Y.encodeStateAsUpdate(doc))
    expect(hasNews({ doc: server }, decodeEdit(Y.encodeStateAsUpdate(doc)))).toBe(false)
    expect(hasNews({ doc: server }, decodeEdit(new Uint8Array([0, 0])))).toBe(false)
  })

  test.each(['a new value', 'a new deletion'])('[SY5] is true for %s', (what) => {
    const { doc } = client(boardDoc)
    doc.getMap(BOARD_RECORDS).set('a', 1)
    const server = boardDoc()
    take(server, Y.encodeStateAsUpdate(doc))
    if (what === 'a new value') doc.getMap(BOARD_RECORDS).set('b', 1)
    else doc.getMap(BOARD_RECORDS).delete('a')
    expect(hasNews({ doc: server }, decodeEdit(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server))))).toBe(true)
  })
})

const one = (structs: WriteStruct[], clock = 0) => forge([{ id: 7, clock, structs }])
const forgeRanges = ([client, ranges]: [number, [clock: number, len: number][]]): Uint8Array =>
  encoding.encode((encoder) => {
    for (const number of [0, 1, client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, number)
  })
const valuesOf = (count: number) => (encoder: encoding.Encoder) => {
  encoding.writeVarUint(encoder, count)
  for (let n = 0; n < count; n += 1) encoding.writeUint8(encoder, 126)
}
const deepAny = (depth: number) => (encoder: encoding.Encoder) => {
  encoding.writeVarUint(encoder, 1)
  for (let n = 0; n < depth; n += 1) {
    encoding.writeUint8(encoder, 117)
    encoding.writeVarUint(encoder, 1)
  }
  encoding.writeAny(encoder, 1)
}

describe('hostile edits', () => {
  const v2 = () => {
    const doc = boardDoc()
    doc.getMap(BOARD_RECORDS).set('a', { x: 1 })
    return Y.encodeStateAsUpdateV2(doc)
  }
  const cases: [what: string, code: ErrorCode, update: () => Uint8Array][] = [
    ['version 2 of the encoding', 'BAD_UPDATE', v2],
    ['an empty version 2', 'BAD_UPDATE', () => Y.encodeStateAsUpdateV2(boardDoc())],
    ['27 bytes of nothing', 'BAD_UPDATE', () => new Uint8Array(27).fill(255)],
    ['bytes behind the end', 'BAD_UPDATE', () => new Uint8Array([0, 0, 0])],
    ['no bytes at all', 'BAD_UPDATE', () => new Uint8Array()],
    [
      'more structs than a frame may have',
      'TOO_LARGE',
      () => forge([{ id: 7, clock: 0, structs: [], claimed: 20_001 }]),
    ],
    [
      'structs that are claimed and not there',
      'BAD_UPDATE',
      () => forge([{ id: 7, clock: 0, structs: [], claimed: 9 }]),
    ],
    ['one client twice', 'BAD_UPDATE', () => forge([0, 1].map((clock) => ({ id: 7, clock, structs: [gc(1)] })))],
    ['a missing predecessor', 'RESYNC', () => one([item({ key: 'a' })], 5)],
    ['a skip', 'RESYNC', () => one([skip(3)])],
    ['an origin that nobody has', 'RESYNC', () => one([item({ origin: [99, 4] })])],
    ['a right origin that nobody has', 'RESYNC', () => one([item({ right: [99, 4] })])],
    ['a parent that nobody has', 'RESYNC', () => one([item({ parent: [99, 4] })])],
    ['itself as its origin', 'RESYNC', () => one([item({ origin: [7, 0] })])],
    [
      'two that wait for each other',
      'RESYNC',
      () =>
        forge([
          { id: 7, clock: 0, structs: [item({ origin: [8, 0] })] },
          { id: 8, clock: 0, structs: [item({ origin: [7, 0] })] },
        ]),
    ],
    [
      'deleting the same over and over',
      'BAD_UPDATE',
      () =>
        forgeRanges([
          7,
          [
            [0, 1],
            [0, 1],
          ],
        ]),
    ],
    [
      'deleted ranges of one client twice',
      'BAD_UPDATE',
      () =>
        forge(
          [],
          [
            [7, 0, 1],
            [7, 1, 1],
          ],
        ),
    ],
    ['more deleted ranges than there are bytes', 'BAD_UPDATE', () => Uint8Array.of(0, 1, 7, 0xff, 0xff, 0x7f, 0)],
    ['deleting what nobody has', 'RESYNC', () => forge([], [[7, 0, 5]])],
    ['another root type', 'BAD_UPDATE', () => one([item({ root: 'class', key: 'state' })])],
    ['a list in place of the map', 'BAD_UPDATE', () => one([item({})])],
    ['a value as a parent', 'BAD_UPDATE', () => one([item({ key: 'a' }), item({ parent: [7, 0], key: 'b' })])],
    [
      'neighbours of two keys',
      'BAD_UPDATE',
      () => one([item({ key: 'a' }), item({ key: 'b' }), item({ origin: [7, 0], right: [7, 1] })]),
    ],
    ['a document in the document', 'BAD_UPDATE', () => one([item({ key: 'a', ref: 9 })])],
    [
      'an item without content',
      'BAD_UPDATE',
      () => one([item({ key: 'a' }, (encoder) => encoding.writeVarUint(encoder, 0))]),
    ],
    ['nothing collected', 'BAD_UPDATE', () => one([gc(0)])],
    ['a clock that runs away', 'BAD_UPDATE', () => one([gc(2 ** 40)])],
    ['a value that is nested without end', 'BAD_UPDATE', () => one([item({ key: 'a' }, deepAny(500_000))])],
    [
      'a value that is nested deeper than it could be written',
      'BAD_UPDATE',
      () => one([item({ key: 'a' }, deepAny(65))]),
    ],
    [
      'a number that JSON does not have',
      'BAD_UPDATE',
      () =>
        one([
          item({ key: 'a' }, (encoder) => {
            encoding.writeVarUint(encoder, 1)
            encoding.writeAny(encoder, 5n)
          }),
        ]),
    ],
    [
      'types that are nested too deep',
      'BAD_UPDATE',
      () => {
        const doc = boardDoc()
        let map = doc.getMap(BOARD_RECORDS)
        for (let depth = 0; depth <= SYNC_LIMITS.nesting; depth += 1) map = map.set('a', new Y.Map<unknown>())
        return Y.encodeStateAsUpdate(doc)
      },
    ],
  ]

  test.each(cases)('[SY6] %s: %s', (_what, code, update) => {
    const server = boardDoc()
    expectRefused(code, () => take(server, update()))
    expect(server.store.pendingStructs).toBeNull()
    expect(server.store.pendingDs).toBeNull()
    expect(server.toJSON()).toMatchObject({ [BOARD_RECORDS]: expect.any(Object) })
    Y.applyUpdate(boardDoc(), Y.encodeStateAsUpdate(server))
  })

  test('[SY6] the limits leave room for what is allowed', () => {
    const doc = boardDoc()
    let map = doc.getMap(BOARD_RECORDS)
    for (let depth = 1; depth < SYNC_LIMITS.nesting; depth += 1) map = map.set('a', new Y.Map<unknown>())
    take(boardDoc(), Y.encodeStateAsUpdate(doc))
    take(boardDoc(), one([item({ key: 'a' }, deepAny(64))]))
  })

  test('[SY6] every client id that is new to the document is asked for', () => {
    const asked: number[] = []
    const update = forge([
      { id: 7, clock: 0, structs: [item({ key: 'a' })] },
      { id: 8, clock: 0, structs: [item({ key: 'b' })] },
    ])
    const server = boardDoc()
    take(server, update, { claim: (id) => asked.push(id) })
    take(server, update, { claim: (id) => asked.push(id) })
    expect(asked).toEqual([7, 8])
  })

  const letter = (place: ForgedItem, text = 'x') =>
    item({ ...place, ref: 4 }, (encoder) => encoding.writeVarString(encoder, text))

  const budget = (units: number) => {
    let left = units
    return (used: number) => {
      left -= used
      if (left < 0) throw Object.assign(new Error('spent'), { code: 'RATE_LIMITED' })
    }
  }

  /** One struct each under ids of its own, so that none can have known of the others. */
  const crowd = (structs: WriteStruct[]) =>
    forge(structs.map((each, n) => ({ id: 9000 + n, clock: 0, structs: [each] })))
  const taken = ({ store }: Y.Doc) => [...store.clients.keys()].filter((id) => id >= 9000).length

  test('[SY7] thousands of sets of one key without its value are weighed before Yjs does them', () => {
    const structs = Array.from({ length: 4000 }, () => item({ key: 'a' }))
    const server = boardDoc()
    const started = process.cpuUsage().user
    expectRefused('RATE_LIMITED', () => take(server, crowd(structs), { work: budget(60_000) }))
    expect((process.cpuUsage().user - started) / 1000).toBeLessThan(2000)
    expect(taken(server)).toBeLessThan(1200)
    expect(taken(server)).toBeGreaterThan(100)
  }, 30_000)

  test('[SY7] insertions that span a whole text are weighed before Yjs does them', () => {
    const server = notesDoc()
    // A writer of each letter, or who refers to one would have seen them all.
    for (let n = 0; n < 500; n += 1) take(server, forge([{ id: n, clock: 0, structs: [letter({ root: NOTES_TEXT })] }]))
    const structs = Array.from({ length: 2000 }, () => letter({ origin: [0, 0], right: [499, 0] }))
    expectRefused('RATE_LIMITED', () => take(server, crowd(structs), { work: budget(60_000) }))
    expect(taken(server)).toBeLessThan(1200)
  }, 30_000)

  test.each([
    ['a million values in a list', [item({ root: NOTES_TEXT }, valuesOf(900_000))]],
    [
      'values that continue each other',
      Array.from({ length: 9 }, (_, n) => item({ root: NOTES_TEXT, ...(n > 0 && { origin: [7, n - 1] as const }) })),
    ],
    ['two values under one key', [item({ root: NOTES_TEXT, key: 'a' }, valuesOf(2))]],
  ])('[SY6] %s: BAD_UPDATE, since a list of values costs the more the longer it is', (_what, structs) => {
    expectRefused('BAD_UPDATE', () => take(notesDoc(), one(structs)))
  })

  test('[SY7] a text that is cut to pieces is weighed before Yjs does it', () => {
    const clockOf = (n: number) => 2 * n + 1
    const server = notesDoc()
    take(server, one([letter({ root: NOTES_TEXT }, 'x'.repeat(100_000))]))
    const holes = Array.from({ length: 40_000 }, (_, n): [number, number] => [clockOf(n), 1])
    const started = process.cpuUsage().user
    expectRefused('RATE_LIMITED', () => take(server, forgeRanges([7, holes]), { work: budget(60_000) }))
    const inserted = Array.from({ length: 10_000 }, (_, n) => letter({ origin: [7, 9 * n], right: [7, 9 * n + 1] }))
    const update = forge([{ id: 8, clock: 0, structs: inserted }])
    expectRefused('RATE_LIMITED', () => take(server, update, { work: budget(60_000) }))
    const tookMs = (process.cpuUsage().user - started) / 1000
    console.log(`cut to pieces: ${tookMs.toFixed(0)} ms of CPU until refused, twice`)
    expect(tookMs).toBeLessThan(2000)
  }, 30_000)

  test.each([
    ['the same neighbour on both sides', [7, 1], [7, 1]],
    ['neighbours of one item, the wrong way round', [7, 2], [7, 1]],
  ] as const)('[SY6] %s: BAD_UPDATE, and nobody reads another text', (_what, origin, right) => {
    const server = notesDoc()
    take(server, one([letter({ root: NOTES_TEXT }, 'abc')]))
    const between = letter({ origin: [...origin], right: [...right] })
    expectRefused('BAD_UPDATE', () => take(server, forge([{ id: 8, clock: 0, structs: [between] }])))
  })

  test('[SY6] what was refused half-way leaves a document that others can read', () => {
    const server = boardDoc()
    const emitted: Uint8Array[] = []
    server.on('update', (update: Uint8Array) => emitted.push(update))
    expectRefused('RESYNC', () => take(server, one([item({ key: 'a' }), item({ origin: [99, 1] })])))
    const other = boardDoc()
    for (const update of emitted) Y.applyUpdate(other, update)
    expect(stateOf(other)).toBe(stateOf(server))
  })

  test.each([...Array.from({ length: 40 }, (_, seed) => seed), 1605])(
    '[SY6] no bytes whatever break a document (seed %i)',
    (seed) => {
      const pick = random(seed)
      const make = seed % 2 ? notesDoc : boardDoc
      const { doc } = client(make, 7)
      for (let n = 0; n < 12; n += 1) {
        if (seed % 2) doc.getText(NOTES_TEXT).insert(pick.below(n + 1), 'abc', n % 3 ? {} : { bold: true })
        else doc.getMap(BOARD_RECORDS).set(`k${pick.below(4)}`, n % 3 ? { n } : new Y.Map([['z', n]]))
        if (n % 5 === 4 && seed % 2) doc.getText(NOTES_TEXT).delete(0, 1)
        else if (n % 5 === 4) doc.getMap(BOARD_RECORDS).delete('k1')
      }
      const server = make()
      const follower = make()
      server.on('update', (update: Uint8Array) => Y.applyUpdate(follower, update))
      const sound = Y.encodeStateAsUpdate(doc)
      for (let round = 0; round < 400; round += 1) {
        const bytes = sound.slice()
        for (let changes = 1 + pick.below(3); changes > 0; changes -= 1)
          bytes[pick.below(bytes.length)] = pick.below(256)
        try {
          take(server, bytes, { work: budget(50_000) })
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(BAD_UPDATE|RESYNC|TOO_LARGE|RATE_LIMITED)$/) })
        }
        expect(server.store.pendingStructs).toBeNull()
      }
      expect(stateOf(follower)).toBe(stateOf(server))
      const again = make()
      Y.applyUpdate(again, Y.encodeStateAsUpdate(server))
      expect(stateOf(again)).toBe(stateOf(server))
    },
  )
})
