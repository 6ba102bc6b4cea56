import * as Y from 'yjs'

type Store = Y.Doc['store']

/** Yjs client id → the clock below which all its structs are known. */
type Known = Map<number, number>

/** Writers whose past is kept; that of others is read from the document again. */
const MAX_WRITERS = 512

/**
 * What the writer of an edit must have seen when making it: all that the writer made before, all that the edit refers to, and what
 * that in turn was made with. It is read from the references in the document, and only where it is asked for.
 */
export class CausalPast {
  readonly #store: Store
  /** Past of each writer's latest item; who was asked for last stands last. */
  readonly #known = new Map<number, Known>()

  constructor(doc: Y.Doc) {
    this.#store = doc.store
  }

  /** Past of an item that is about to be the writer's next. `onStruct` is called for every struct that is read for it. */
  of(item: Y.Item, onStruct: () => void): ReadonlyMap<number, number> {
    const { client } = item.id
    const known = this.#known.get(client) ?? new Map<number, number>()
    this.#known.delete(client)
    this.#known.set(client, known)
    this.#forgetOldest()
    this.#learn(known, [[client, Y.getState(this.#store, client)], ...referencesOf(item)], onStruct)
    return known
  }

  #learn(known: Known, ends: [client: number, end: number][], onStruct: () => void): void {
    for (let next = ends.pop(); next; next = ends.pop()) {
      const [client, end] = next
      const start = known.get(client) ?? 0
      if (end <= start) continue
      known.set(client, end)
      const structs = this.#store.clients.get(client)!
      for (let index = Y.findIndexSS(structs, start); structs[index] && structs[index]!.id.clock < end; index += 1) {
        onStruct()
        const struct = structs[index]!
        if (struct instanceof Y.Item) ends.push(...referencesOf(struct))
      }
    }
  }

  #forgetOldest(): void {
    if (this.#known.size <= MAX_WRITERS) return
    const [oldest] = this.#known.keys()
    this.#known.delete(oldest!)
  }
}

function referencesOf({ origin, rightOrigin, parent }: Y.Item): [client: number, end: number][] {
  const ids = [origin, rightOrigin, parent instanceof Y.AbstractType ? parent._item?.id : parent]
  return ids.flatMap((id): [number, number][] => (id instanceof Y.ID ? [[id.client, id.clock + 1]] : []))
}
