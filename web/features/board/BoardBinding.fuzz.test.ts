import { BOARD_RECORDS } from '@lectern/protocol'
import { createShapeId, type TLRecord, type TLShape, type TLStore } from '@tldraw/tldraw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { BoardBinding } from './BoardBinding.ts'
import { createBoardStore } from './boardStore.ts'
import { TestDocument } from './TestDocument.ts'

const PEOPLE = 3
const ROUNDS = 150
const IDS = 8

/** A server that everybody is linked to; a cut link holds back what goes through it, both ways. */
class Hub {
  readonly server = new Y.Doc()
  readonly #links: { doc: Y.Doc; up: Uint8Array[]; down: Uint8Array[]; cut: boolean }[] = []

  constructor() {
    this.server.on('update', (update: Uint8Array, origin: unknown) => {
      for (const link of this.#links) if (origin !== link) link.down.push(update)
      this.deliver()
    })
  }

  join(doc: Y.Doc): void {
    const link = { doc, up: [] as Uint8Array[], down: [] as Uint8Array[], cut: false }
    this.#links.push(link)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) link.up.push(update)
      this.deliver()
    })
  }

  cut(person: number, cut: boolean): void {
    this.#links[person]!.cut = cut
    this.deliver()
  }

  deliver(): void {
    for (const link of this.#links) {
      if (link.cut) continue
      for (const update of link.up.splice(0)) Y.applyUpdate(this.server, update, link)
      for (const update of link.down.splice(0)) Y.applyUpdate(link.doc, update, this)
    }
  }
}

function shape(id: string, x: number, parent: string | null): TLShape {
  const props = {
    color: 'black',
    fill: 'none',
    dash: 'draw',
    size: 'm',
    segments: [{ type: 'free', points: [{ x: 0, y: 0, z: 0.5 }] }],
    isComplete: true,
    isClosed: false,
    isPen: false,
    scale: 1,
  }
  const parentId = parent === null ? 'page:page' : createShapeId(parent)
  const base = { typeName: 'shape', type: 'draw', y: 0, rotation: 0, isLocked: false, opacity: 1, meta: {} }
  return { ...base, id: createShapeId(id), x, parentId, index: `a${id}`, props } as unknown as TLShape
}

const shapesOf = (store: TLStore) =>
  Object.fromEntries(
    store
      .allRecords()
      .filter(({ typeName }) => typeName === 'shape')
      .map((record) => [record.id, record]),
  )

/** tldraw's editor removes a shape with all that is in it. */
function withDescendants(store: TLStore, id: TLShape['id']): TLShape['id'][] {
  const children = Object.values(shapesOf(store)).filter((record) => (record as TLShape).parentId === id)
  return [id, ...children.flatMap((child) => withDescendants(store, child.id as TLShape['id']))]
}

const bindings: BoardBinding[] = []

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  for (const binding of bindings.splice(0)) binding.close()
  vi.useRealTimers()
})

/** The first ones, and those that once failed. */
const SEEDS = [...Array.from({ length: 20 }, (_, index) => index + 1), 137, 142, 206, 330]

test.each(SEEDS)('all boards end up the same (seed %i)', (seed) => {
  let state = seed * 7919
  const random = (below: number) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
  const hub = new Hub()
  const stores = Array.from({ length: PEOPLE }, (_, person) => {
    const document = new TestDocument()
    // Who wins where two write at once depends on it.
    document.doc.clientID = person + 1
    hub.join(document.doc)
    const store = createBoardStore()
    bindings.push(new BoardBinding(store, document))
    return store
  })

  for (let round = 0; round < ROUNDS; round += 1) {
    const store = stores[random(PEOPLE)]!
    const id = String(1 + random(IDS))
    const action = random(10)
    const parent = String(1 + random(IDS))
    if (action < 4) store.put([shape(id, random(1000), null)] as TLRecord[])
    else if (action < 6 && parent < id && store.has(createShapeId(parent))) {
      store.put([shape(id, random(1000), parent)] as TLRecord[])
    } else if (action < 8) store.remove(withDescendants(store, createShapeId(id)))
    else hub.cut(random(PEOPLE), random(2) === 0)
    vi.advanceTimersByTime(random(120))
  }
  for (let person = 0; person < PEOPLE; person += 1) hub.cut(person, false)
  vi.advanceTimersByTime(10_000)

  const shown = stores.map(shapesOf)
  for (const other of shown) expect(other).toEqual(shown[0])
  // Nobody shows what the document does not have; what it has and nobody shows is without its parent.
  const records = hub.server.getMap<TLShape>(BOARD_RECORDS).toJSON()
  for (const [id, record] of Object.entries(shown[0]!)) expect(records[id]).toEqual(record)
  for (const [id, record] of Object.entries(records)) {
    if (!(id in shown[0]!)) expect((record as TLShape).parentId in shown[0]!).toBe(false)
  }
})
