import { LecternError, SYNC_LIMITS } from '@lectern/protocol'
import * as Y from 'yjs'
import type { CausalPast } from './CausalPast.ts'
import type { DeletedRange, Edit, Struct } from './decodeEdit.ts'

type Store = Y.Doc['store']
export type AnyType = Y.ContentType['type']

/** What holds for the edits of one connection in one document. */
export interface EditRules {
  /** The one root type that may be written, its name, and what writers had seen of its document. */
  root: { name: string; type: AnyType; keyed: boolean; past: CausalPast }
  /** Throws unless the person may write under this Yjs client id. */
  claim(clientId: number): void
  /** Charges work that Yjs will have with the edit; throws RATE_LIMITED when it is too much. One unit is a microsecond or two. */
  work(units: number): void
}

/** Most items that one insertion may be weighed against. */
const CONFLICTS_PER_ITEM = 20_000
/** An item that an insertion is weighed against: 30 to 100 ns here and in Yjs. People who drag one shape without network meet hundreds. */
const WORK_OF_CONFLICT = 1 / 16
/** A struct that is looked at to learn what a writer had seen. */
const WORK_OF_PAST_STRUCT = 1 / 16
/** Cutting a struct in two: the writer's list of structs makes room for one more. */
const WORK_OF_CUT = 4
const STRUCTS_MOVED_PER_UNIT = 2000

const badUpdate = (why: string) => new LecternError('BAD_UPDATE', `The edit could not be accepted: ${why}.`)

/** Whether the edit would change the document, or refers to what the document does not have. */
export function hasNews({ doc }: { doc: Y.Doc }, edit: Edit): boolean {
  const { store } = doc
  for (const [client, structs] of edit.structs) if (endOf(structs) > Y.getState(store, client)) return true
  for (const [client, ranges] of edit.deleted) {
    const state = Y.getState(store, client)
    if (ranges.some((range) => range.clock + range.len > state || deletesSomething(store, client, range))) return true
  }
  return false
}

/**
 * Takes an edit into the document, struct by struct, each weighed before Yjs does the work. An error leaves the structs before
 * it in the document: they are sound. Throws BAD_UPDATE, RESYNC (a gap) or what the rules throw.
 */
export function applyEdit(transaction: Y.Transaction, edit: Edit, rules: EditRules): void {
  const { store } = transaction.doc
  let queues = freshStructs(store, edit)
  for (const [first] of queues) rules.claim(first!.id.client)
  while (queues.length > 0) {
    const waiting = queues.flatMap((structs) => {
      const left = structs.slice(integrateReady(transaction, structs, rules))
      return left.length > 0 ? [left] : []
    })
    if (waiting.length === queues.length && waiting.every((left, index) => left.length === queues[index]!.length)) {
      throw new LecternError('RESYNC')
    }
    queues = waiting
  }
  applyDeleted(transaction, edit, rules)
}

/** Per client, what the document does not have yet. */
function freshStructs(store: Store, edit: Edit): Struct[][] {
  const queues: Struct[][] = []
  for (const [client, structs] of edit.structs) {
    const state = Y.getState(store, client)
    const fresh = structs.filter((struct) => struct.id.clock + struct.length > state)
    if (fresh.length === 0) continue
    if (fresh[0]!.id.clock > state) throw new LecternError('RESYNC')
    queues.push(fresh)
  }
  return queues
}

/** Integrates from the front while everything that a struct refers to is known; tells how many. */
function integrateReady(transaction: Y.Transaction, structs: Struct[], rules: EditRules): number {
  const { store } = transaction.doc
  const stop = structs.findIndex((struct) => {
    if (!isReady(store, struct)) return true
    rules.work(1)
    if (struct instanceof Y.Item) integrateItem(transaction, struct, rules)
    else struct.integrate(transaction, offsetOf(store, struct))
    return false
  })
  return stop === -1 ? structs.length : stop
}

function isReady(store: Store, struct: Struct): boolean {
  if (!(struct instanceof Y.Item)) return true
  return knows(store, struct.origin) && knows(store, struct.rightOrigin) && knows(store, struct.parent)
}

const knows = (store: Store, id: unknown) => !(id instanceof Y.ID) || id.clock < Y.getState(store, id.client)
const offsetOf = (store: Store, { id }: Struct) => Y.getState(store, id.client) - id.clock

function integrateItem(transaction: Y.Transaction, item: Y.Item, rules: EditRules): void {
  const { store } = transaction.doc
  checkParent(store, item, rules)
  rules.work(workOfCut(store, item.origin, 'behind') + workOfCut(store, item.rightOrigin, 'before'))
  item.getMissing(transaction, store)
  // Yjs cuts for the right neighbour after the left: it may have cut through the left one.
  if (item.left instanceof Y.Item && !Y.compareIDs(item.left.lastId, item.origin)) {
    throw badUpdate('its neighbours are the wrong way round')
  }
  const offset = offsetOf(store, item)
  const left = offset > 0 ? ownLeft(transaction, item, offset) : item.left
  // What it continues is gone with its parent, and so is this.
  if (left instanceof Y.GC) {
    new Y.GC(Y.createID(item.id.client, item.id.clock + offset), item.length - offset).integrate(transaction, 0)
    return
  }
  if (item.parent instanceof Y.AbstractType) checkPlace(item, left, item.parent as AnyType, rules)
  item.integrate(transaction, offset)
}

/** Work of a cut before or behind an element, where it is within a struct. */
function workOfCut(store: Store, id: Y.ID | null, side: 'before' | 'behind'): number {
  if (!id) return 0
  const structs = store.clients.get(id.client)!
  const struct = structs[Y.findIndexSS(structs, id.clock)]!
  const edge = side === 'before' ? struct.id.clock : struct.id.clock + struct.length - 1
  return id.clock === edge ? 0 : WORK_OF_CUT + structs.length / STRUCTS_MOVED_PER_UNIT
}

/** The item before the first element that is new, where the document has the front of the item already. */
function ownLeft(transaction: Y.Transaction, item: Y.Item, offset: number): Y.Item | Y.GC {
  const before = Y.createID(item.id.client, item.id.clock + offset - 1)
  return Y.getItemCleanEnd(transaction, transaction.doc.store, before) as Y.Item | Y.GC
}

/** Gives a root type's name its type, and refuses a parent that cannot be one. */
function checkParent(store: Store, item: Y.Item, { root }: EditRules): void {
  if (typeof item.parent === 'string') {
    if (item.parent !== root.name) throw badUpdate(`only "${root.name}" may be written here`)
    item.parent = root.type
  } else if (item.parent instanceof Y.ID) {
    const parent: Y.Item | Y.GC = Y.getItem(store, item.parent)
    if (parent instanceof Y.GC) return
    const isType = parent.content instanceof Y.ContentType || parent.content instanceof Y.ContentDeleted
    if (!isType) throw badUpdate('its parent holds nothing')
  }
}

function checkPlace(item: Y.Item, left: Y.Item | null, parent: AnyType, rules: EditRules): void {
  const { root, work } = rules
  const { right, parentSub } = item
  for (const neighbour of [left, right]) {
    // Others take the parent from a neighbour, so that another one here would be another document there.
    const isNear = !neighbour || (neighbour.parent === parent && neighbour.parentSub === parentSub)
    if (!isNear) throw badUpdate('its neighbours are elsewhere')
  }
  if (root.keyed && parent === root.type && parentSub === null) throw badUpdate(`"${root.name}" is a map`)
  if (item.content instanceof Y.ContentType && depthOf(parent) >= SYNC_LIMITS.nesting) {
    throw badUpdate('it is nested too deep')
  }
  // Lists of values, which nobody here has, cost ever more the longer they are: with each value that is added, and with each cut.
  const isList = parentSub === null || item.length > 1
  if (isList && (item.content instanceof Y.ContentAny || item.content instanceof Y.ContentJSON)) {
    throw badUpdate('its values do not stand under a key each')
  }
  work(conflictsOf(item, left, parent, rules) * WORK_OF_CONFLICT)
}

function depthOf(type: AnyType): number {
  let depth = 1
  for (let { _item: item } = type; item; item = (item.parent as AnyType)._item) depth += 1
  return depth
}

/**
 * How many items Yjs will look at to find the item's place: those that others put where this one goes. Honest edits meet as many
 * as there were people at the same spot at the same moment; made-up ones meet thousands, each time. Its writer had seen none of them:
 * its neighbours were next to each other when it was made. Otherwise its place would depend on the order in which things arrive.
 */
function conflictsOf(item: Y.Item, left: Y.Item | null, parent: AnyType, { root, work }: EditRules): number {
  const { right, parentSub } = item
  if (left ? left.right === right : right?.left === null) return 0
  let count = 0
  const step = (to: Y.Item | null): Y.Item | null => {
    count += 1
    if (count > CONFLICTS_PER_ITEM) throw new LecternError('RATE_LIMITED')
    return to
  }
  let other = left ? left.right : parentSub === null ? parent._start : (parent._map.get(parentSub) ?? null)
  if (!left && parentSub !== null) while (other?.left) other = step(other.left)
  const seen = root.past.of(item, () => work(WORK_OF_PAST_STRUCT))
  while (other && other !== right) {
    if (other.id.clock < (seen.get(other.id.client) ?? 0)) throw badUpdate('its neighbours were never side by side')
    other = step(other.right)
  }
  // Who saw both saw them in this order.
  if (right && other !== right) throw badUpdate('its neighbours are the wrong way round')
  return count
}

function applyDeleted(transaction: Y.Transaction, edit: Edit, { work }: EditRules): void {
  const { store } = transaction.doc
  const effective = Y.createDeleteSet()
  for (const [client, ranges] of edit.deleted) {
    const state = Y.getState(store, client)
    if (ranges.some(({ clock, len }) => clock + len > state)) throw new LecternError('RESYNC')
    const news = ranges.filter((range) => deletesSomething(store, client, range))
    for (const { clock, len } of news) {
      work(workOfCut(store, Y.createID(client, clock), 'before'))
      work(workOfCut(store, Y.createID(client, clock + len - 1), 'behind'))
    }
    if (news.length > 0) effective.clients.set(client, news)
  }
  Y.iterateDeletedStructs(transaction, effective, (struct) => {
    work(1)
    if (!struct.deleted) (struct as Y.Item).delete(transaction)
  })
}

/** Whether something in a known range is not deleted yet. */
function deletesSomething(store: Store, client: number, { clock, len }: DeletedRange): boolean {
  const structs = store.clients.get(client)
  if (!structs || len === 0) return false
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const struct = structs[index]!
    if (struct.id.clock >= clock + len) return false
    if (!struct.deleted) return true
  }
  return false
}

function endOf(structs: Struct[]): number {
  const last = structs.at(-1)
  return last ? last.id.clock + last.length : 0
}
