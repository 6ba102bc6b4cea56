import {
  STAGE_CLASS,
  STAGE_HANDS,
  STAGE_MEDIA,
  STAGE_PAGES,
  STAGE_PEOPLE,
  STAGE_POLLS,
  STAGE_REACTIONS,
  type StageClass,
  type StageHand,
  type StageMedia,
  type StagePage,
  type StagePerson,
  type StagePoll,
  type StageReaction,
} from '@lectern/protocol'
import type * as Y from 'yjs'
import { State } from './State.ts'

/** The `stage` document as immutable values. What did not change keeps its identity, down to the single row. */
export interface StageSnapshot {
  /** Null until the stage has arrived. */
  class: StageClass | null
  pages: ReadonlyMap<string, StagePage>
  people: ReadonlyMap<string, StagePerson>
  hands: ReadonlyMap<string, StageHand>
  polls: ReadonlyMap<string, StagePoll>
  reactions: ReadonlyMap<string, StageReaction>
  media: ReadonlyMap<string, StageMedia>
}

export const EMPTY_STAGE: StageSnapshot = {
  class: null,
  pages: new Map(),
  people: new Map(),
  hands: new Map(),
  polls: new Map(),
  reactions: new Map(),
  media: new Map(),
}

const TABLES = {
  pages: STAGE_PAGES,
  people: STAGE_PEOPLE,
  hands: STAGE_HANDS,
  polls: STAGE_POLLS,
  reactions: STAGE_REACTIONS,
  media: STAGE_MEDIA,
} as const
type TableName = keyof typeof TABLES
const TABLE_NAMES = Object.keys(TABLES) as TableName[]

/** Reads `stage` documents into snapshots: one new snapshot per transaction that changed something. */
export class StageReader {
  readonly state = new State<StageSnapshot>(EMPTY_STAGE)
  #stop: () => void = () => undefined

  /** Reads this document from now on. */
  attach(doc: Y.Doc): void {
    this.#stop()
    const read = (transaction: Y.Transaction) => this.#read(doc, transaction)
    doc.on('afterTransaction', read)
    this.#stop = () => doc.off('afterTransaction', read)
    this.state.set(snapshotOf(doc))
  }

  detach(): void {
    this.#stop()
  }

  #read(doc: Y.Doc, transaction: Y.Transaction): void {
    const changed: ReadonlyMap<unknown, Set<string | null>> = transaction.changed
    const fresh: Partial<StageSnapshot> = {}
    if (changed.has(doc.getMap(STAGE_CLASS))) fresh.class = readClass(doc)
    for (const name of TABLE_NAMES) {
      const keys = changed.get(doc.getMap(TABLES[name]))
      if (keys) Object.assign(fresh, { [name]: readRows(doc, name, this.state.getSnapshot()[name], keys) })
    }
    if (Object.keys(fresh).length > 0) this.state.set({ ...this.state.getSnapshot(), ...fresh })
  }
}

function snapshotOf(doc: Y.Doc): StageSnapshot {
  const tables = TABLE_NAMES.map((name) => [name, new Map(doc.getMap(TABLES[name]).entries())])
  return { class: readClass(doc), ...Object.fromEntries(tables) }
}

/** Complete or nothing: the engine fills the class in one step. */
function readClass(doc: Y.Doc): StageClass | null {
  const fields = doc.getMap(STAGE_CLASS)
  return fields.has('state') ? (Object.fromEntries(fields.entries()) as unknown as StageClass) : null
}

function readRows(doc: Y.Doc, name: TableName, before: ReadonlyMap<string, unknown>, keys: Set<string | null>) {
  const map = doc.getMap(TABLES[name])
  const rows = new Map(before)
  for (const key of keys) {
    if (key === null) continue
    const row = map.get(key)
    if (row === undefined) rows.delete(key)
    else rows.set(key, row)
  }
  return rows
}
