import { DOCUMENT_MAPS, type DocumentKind, NOTES_TEXT } from '@lectern/protocol'
import * as Y from 'yjs'

/** As a key it would make an object of another kind. */
const NO_KEY = '__proto__'

/** One document as its log entries make it, and what they changed since it was last looked at. */
export class SharedDocument {
  readonly name: string
  readonly kind: DocumentKind
  readonly #doc = new Y.Doc()
  /** Map → keys that changed. */
  #changed = new Map<string, Set<string>>()
  #textChanged = false

  constructor(name: string, kind: DocumentKind) {
    this.name = name
    this.kind = kind
    // What else somebody may have put into one is nobody's to see.
    for (const map of DOCUMENT_MAPS[kind]) this.#doc.getMap(map).observeDeep((events) => this.#note(map, events))
    if (kind === 'notes') this.#text.observe(() => this.#noteText())
  }

  apply(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update)
  }

  /** Keys of a map that `takeChanged` will give. */
  peekChanged(map: string): Iterable<string> {
    return this.#changed.get(map) ?? []
  }

  /** Keys that changed since this was last asked, by map. */
  takeChanged(): Map<string, Set<string>> {
    const changed = this.#changed
    this.#changed = new Map()
    return changed
  }

  /** Whether the text changed since this was last asked. */
  takeTextChanged(): boolean {
    const changed = this.#textChanged
    this.#textChanged = false
    return changed
  }

  /** Has everything count as changed. */
  touchAll(): void {
    for (const map of DOCUMENT_MAPS[this.kind]) {
      this.#changed.set(map, new Set([...this.peekChanged(map), ...this.#keys(map)]))
    }
  }

  value(map: string, key: string): unknown {
    const value = this.#doc.getMap(map).get(key)
    return value instanceof Y.AbstractType ? value.toJSON() : value
  }

  /** The Yjs client id that first wrote a key. */
  firstWriter(map: string, key: string): number | undefined {
    let item = this.#doc.getMap(map)._map.get(key)
    while (item?.left) item = item.left
    return item?.id.client
  }

  /** The text, without what those wrote for whom `isLeftOut` says so. */
  text(isLeftOut?: (clientId: number) => boolean): string {
    if (!isLeftOut) return this.#text.toString()
    let text = ''
    for (let item = this.#text._start; item; item = item.right) {
      const { content, deleted, id } = item
      if (!deleted && content instanceof Y.ContentString && !isLeftOut(id.client)) text += content.str
    }
    return text
  }

  get #text(): Y.Text {
    return this.#doc.getText(NOTES_TEXT)
  }

  #keys(map: string): string[] {
    return [...this.#doc.getMap(map).keys()].filter((key) => key !== NO_KEY)
  }

  #note(map: string, events: Y.YEvent<Y.AbstractType<unknown>>[]): void {
    const keys = this.#changed.get(map) ?? new Set<string>()
    this.#changed.set(map, keys)
    for (const { path, keys: own } of events) {
      if (path.length > 0) keys.add(String(path[0]))
      else for (const key of own.keys()) keys.add(key)
    }
    keys.delete(NO_KEY)
  }

  #noteText(): void {
    this.#textChanged = true
  }
}
