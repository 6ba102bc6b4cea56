import { InstancePresenceRecordType, type TLInstancePresence, type TLShapeId, type TLStore } from '@tldraw/tldraw'
import type { Awareness } from 'y-protocols/awareness'
import { State } from '../classroom/State.ts'
import type { SyncedDocument } from '../classroom/SyncedDocument.ts'
import { PAGE } from './boardStore.ts'
import { type BoardPlace, type Presence, readPresence } from './presenceState.ts'

/** Awareness key of this page's own state. */
const KEY = 'board'
/** Two places per frame would only be merged by the engine. */
const SEND_MS = 60

/** Others at this page of the board, by Yjs client id. */
export type Presences = ReadonlyMap<number, Presence>

/**
 * Places of people on one page of the board: those of others go into the store, where tldraw shows them as cursors, trails and
 * frames; one's own goes out, at most every 60 ms.
 */
export class BoardPresence {
  readonly state = new State<Presences>(new Map())
  readonly #store: TLStore
  readonly #document: Pick<SyncedDocument, 'awareness' | 'on'>
  readonly #colourOf: (hue: number) => string
  #awareness: Awareness
  #stopAwareness: () => void = () => undefined
  readonly #stopDocument: () => void
  #place: BoardPlace | null = null
  #sendTimer: ReturnType<typeof setTimeout> | undefined
  #sentAt = 0

  constructor(store: TLStore, document: Pick<SyncedDocument, 'awareness' | 'on'>, colourOf: (hue: number) => string) {
    this.#store = store
    this.#document = document
    this.#colourOf = colourOf
    this.#awareness = this.#attach()
    this.#stopDocument = document.on('replaced', () => {
      this.#stopAwareness()
      this.#awareness = this.#attach()
      this.#send()
    })
  }

  /** Says where I am; null: nobody is to see me. Told at most every 60 ms, the last place always. */
  setPlace(place: BoardPlace | null): void {
    this.#place = place
    if (this.#sendTimer !== undefined) return
    const wait = Math.max(0, this.#sentAt + SEND_MS - Date.now())
    this.#sendTimer = setTimeout(() => this.#send(), wait)
  }

  close(): void {
    clearTimeout(this.#sendTimer)
    this.#stopDocument()
    this.#stopAwareness()
    this.#awareness.setLocalState(null)
    this.#show(new Map())
  }

  #attach(): Awareness {
    const { awareness } = this.#document
    const read = () => this.#show(readAll(awareness))
    awareness.on('change', read)
    this.#stopAwareness = () => awareness.off('change', read)
    this.#show(readAll(awareness))
    return awareness
  }

  #send(): void {
    clearTimeout(this.#sendTimer)
    this.#sendTimer = undefined
    this.#sentAt = Date.now()
    const { board: before } = this.#awareness.getLocalState() ?? {}
    if (JSON.stringify(before ?? null) === JSON.stringify(this.#place)) return
    this.#awareness.setLocalState(this.#place && { [KEY]: this.#place })
  }

  #show(presences: Presences): void {
    const before = this.state.getSnapshot()
    const gone = [...before.keys()].filter((clientId) => !presences.has(clientId))
    const fresh = [...presences].filter(([clientId, presence]) => !sameAs(before.get(clientId), presence))
    if (gone.length === 0 && fresh.length === 0) return
    this.#store.mergeRemoteChanges(() => {
      this.#store.remove(gone.map(idOf))
      this.#store.put(fresh.map(([clientId, presence]) => this.#record(clientId, presence)))
    })
    this.state.set(presences)
  }

  #record(clientId: number, { user, board }: Presence): TLInstancePresence {
    const { view, cursor } = board
    const color = this.#colourOf(user.hue)
    return InstancePresenceRecordType.create({
      id: idOf(clientId),
      currentPageId: PAGE as TLInstancePresence['currentPageId'],
      userId: user.id,
      userName: user.name,
      color,
      // By our clock: tldraw hides who was quiet for a while, and clocks of others may be off.
      lastActivityTimestamp: Date.now(),
      cursor: cursor && { ...cursor, type: 'default', rotation: 0 },
      camera: view && { x: view.x, y: view.y, z: view.z },
      screenBounds: view && { x: 0, y: 0, w: view.w, h: view.h },
      selectedShapeIds: board.selected as TLShapeId[],
      brush: board.brush,
      scribbles: board.laser.length > 0 ? [trail(clientId, board.laser)] : [],
    })
  }
}

function readAll(awareness: Awareness): Presences {
  const presences = new Map<number, Presence>()
  for (const [clientId, state] of awareness.getStates()) {
    const presence = clientId === awareness.clientID ? null : readPresence(state)
    if (presence) presences.set(clientId, presence)
  }
  return presences
}

const idOf = (clientId: number) => InstancePresenceRecordType.createId(String(clientId))
const sameAs = (a: Presence | undefined, b: Presence) => a !== undefined && JSON.stringify(a) === JSON.stringify(b)

function trail(clientId: number, points: [number, number][]): TLInstancePresence['scribbles'][number] {
  return {
    id: `laser-${clientId}`,
    points: points.map(([x, y]) => ({ x, y, z: 0.5 })),
    size: 4,
    color: 'laser',
    opacity: 0.7,
    state: 'active',
    delay: 0,
    shrink: 0.05,
    taper: true,
  }
}
