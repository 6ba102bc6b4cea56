import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'

/** A Y.Map of id → plain JSON row. An unchanged row is not written, so that it makes no log entry. */
export class JsonTable<Row extends object> {
  readonly #map: Y.Map<Row>

  constructor(doc: Y.Doc, name: string) {
    this.#map = doc.getMap<Row>(name)
  }

  /** The row as it is stored: copy it to change it. */
  get(id: string): Readonly<Row> | undefined {
    return this.#map.get(id)
  }

  has(id: string): boolean {
    return this.#map.has(id)
  }

  get size(): number {
    return this.#map.size
  }

  ids(): string[] {
    return [...this.#map.keys()]
  }

  entries(): [id: string, row: Readonly<Row>][] {
    return [...this.#map.entries()]
  }

  /** True where the row was not there so before. */
  set(id: string, row: Row): boolean {
    if (equalityDeep(this.#map.get(id), row)) return false
    this.#map.set(id, row)
    return true
  }

  /** Changes some fields of a row that exists; false where nothing differs or there is no such row. */
  update(id: string, fields: Partial<Row>): boolean {
    const row = this.#map.get(id)
    return row !== undefined && this.set(id, { ...row, ...fields })
  }

  delete(id: string): boolean {
    if (!this.#map.has(id)) return false
    this.#map.delete(id)
    return true
  }
}
