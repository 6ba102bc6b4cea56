import {
  BOARD_RECORDS,
  CHAT_MESSAGES,
  type ChatMessage,
  DOCUMENT_MAPS,
  type Entry,
  emptyRoomState,
  FIRST_BOARD,
  FIRST_CHAT,
  foldEntry,
  NOTES,
  NOTES_TEXT,
  type RoomSnapshot,
  STAGE,
  STAGE_HANDS,
} from '@lectern/protocol'
import * as Y from 'yjs'
import type { RoomLog } from '../../../classroom-engine/src/log/RoomLog.ts'
import { countRecord, type LogView, type Seen, type Since } from './History.ts'

/** What a room's documents show. */
export function seenIn(doc: (name: string) => Y.Doc): Seen {
  const stage = doc(STAGE)
  return {
    board: doc(FIRST_BOARD).getMap(BOARD_RECORDS).toJSON(),
    notes: doc(NOTES).getText(NOTES_TEXT).toString(),
    chat: doc(FIRST_CHAT).getMap(CHAT_MESSAGES).toJSON() as Record<string, ChatMessage>,
    stage: Object.fromEntries(DOCUMENT_MAPS.stage.map((name) => [name, stage.getMap(name).toJSON()])),
  }
}

/** A room as its log tells it, and since when each thing is in the log. */
export class FoldedLog {
  state = emptyRoomState()
  seq = 0
  readonly #documents = new Map<string, Y.Doc>()
  readonly #people: readonly string[]
  readonly #view: Omit<LogView, 'seen' | 'knownFrom'> = {
    board: new Map(),
    notes: new Map(),
    chat: new Map(),
    privates: new Map(),
    votes: new Map(),
    hands: new Map(),
    counts: new Map(),
  }
  /** Time of the entry that is being taken in. */
  #t = 0
  #knownFrom = 0

  /** `people`: those whose board edits are counted. */
  constructor(people: readonly string[]) {
    this.#people = people
    this.#watch()
  }

  /** Takes in what the log has beyond what was taken in before. Where the log has lost that, begins anew with its snapshot. */
  async read(log: RoomLog, room: string): Promise<void> {
    const { firstSeq = 1 } = await log.info(room)
    const snapshot = firstSeq > this.seq + 1 ? await log.snapshot(room) : undefined
    if (snapshot) this.#beginWith(snapshot)
    for await (const entry of log.read(room, { from: this.seq + 1 })) this.#take(entry)
  }

  view(): LogView {
    return { ...this.#view, knownFrom: this.#knownFrom, seen: seenIn((name) => this.#documentOf(name)) }
  }

  destroy(): void {
    for (const document of this.#documents.values()) document.destroy()
  }

  /** What a snapshot says has been so for ever, as far as one can tell. */
  #beginWith({ seq, t, state, documents }: RoomSnapshot): void {
    this.destroy()
    this.#documents.clear()
    for (const timeline of Object.values(this.#view)) timeline.clear()
    this.#watch()
    this.#t = 0
    this.state = state
    for (const [name, update] of documents) {
      Y.applyUpdate(this.#documentOf(name), update)
      if (name === FIRST_BOARD) this.#noteClocks(this.#view.board, update)
      if (name === NOTES) this.#noteClocks(this.#view.notes, update)
    }
    for (const [person, messages] of state.privateMessages) {
      for (const { id, from, to } of messages) if (from === person) this.#note(this.#view.privates, id, to)
    }
    for (const votes of state.votes.values()) {
      for (const [person, { text }] of votes) this.#note(this.#view.votes, person, text)
    }
    this.seq = seq
    this.#knownFrom = t
  }

  #watch(): void {
    this.#watchChat()
    this.#watchHands()
    this.#watchCounts()
  }

  #take(entry: Entry): void {
    this.seq = entry.seq
    this.#t = entry.t
    foldEntry(this.state, entry, (name, update) => Y.applyUpdate(this.#documentOf(name), update))
    if (entry.kind === 'doc' && entry.document === FIRST_BOARD) this.#noteClocks(this.#view.board, entry.payload)
    if (entry.kind === 'doc' && entry.document === NOTES) this.#noteClocks(this.#view.notes, entry.payload)
    if (entry.kind !== 'peer') return
    const { payload, actor } = entry
    if (payload.type === 'vote') this.#note(this.#view.votes, actor, payload.text)
    if (payload.type === 'private') this.#note(this.#view.privates, payload.id, payload.to)
  }

  #noteClocks(clocks: Map<number, Since<number>[]>, update: Uint8Array): void {
    for (const { id, length } of Y.decodeUpdate(update).structs) this.#note(clocks, id.client, id.clock + length)
  }

  #watchChat(): void {
    const messages = this.#documentOf(FIRST_CHAT).getMap(CHAT_MESSAGES)
    messages.observe(({ keysChanged }) => {
      for (const id of keysChanged) if (!this.#view.chat.has(id)) this.#view.chat.set(id, this.#t)
    })
  }

  #watchHands(): void {
    const hands = this.#documentOf(STAGE).getMap(STAGE_HANDS)
    hands.observe(({ keysChanged }) => {
      for (const person of keysChanged) this.#note(this.#view.hands, person, hands.has(person))
    })
  }

  #watchCounts(): void {
    const records = this.#documentOf(FIRST_BOARD).getMap<{ n: number } | undefined>(BOARD_RECORDS)
    records.observe(({ keysChanged }) => {
      for (const person of this.#people) {
        if (!keysChanged.has(countRecord(person))) continue
        const numbers = this.#view.counts.get(person) ?? []
        numbers.push(records.get(countRecord(person))?.n)
        this.#view.counts.set(person, numbers)
      }
    })
  }

  #note<Key, Value>(timeline: Map<Key, Since<Value>[]>, key: Key, value: Value): void {
    const known = timeline.get(key) ?? []
    known.push({ value, t: this.#t })
    timeline.set(key, known)
  }

  #documentOf(name: string): Y.Doc {
    const found = this.#documents.get(name) ?? new Y.Doc()
    this.#documents.set(name, found)
    return found
  }
}
