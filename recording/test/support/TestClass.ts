import {
  BOARD_RECORDS,
  boardDocument,
  CHAT_MESSAGES,
  type ChatMessage,
  chatDocument,
  type Entry,
  MANY_ACTORS,
  type MediaPayload,
  type NewEntry,
  NOTES,
  NOTES_TEXT,
  type PeerPayload,
  SERVER_ACTOR,
  STAGE,
  STAGE_CLASS,
  STAGE_HANDS,
  STAGE_MEDIA,
  STAGE_PAGES,
  STAGE_PEOPLE,
  STAGE_POLLS,
  STAGE_REACTIONS,
  type StageMedia,
  type StagePerson,
  type StagePoll,
} from '@lectern/protocol'
import * as Y from 'yjs'
import type { Json, TimelineState } from '../../src/timeline/TimelineState.ts'

export const STARTED_AT = 1_700_000_000_000

const STAGE_MAPS = [STAGE_CLASS, STAGE_PAGES, STAGE_PEOPLE, STAGE_HANDS, STAGE_POLLS, STAGE_REACTIONS, STAGE_MEDIA]

/** A room's log as the engine makes one, with the documents as they stand live. */
export class TestClass {
  readonly entries: Entry[] = []
  /** The documents that everybody is connected to. */
  readonly documents = new Map<string, Y.Doc>()
  /** Log time. Set it forward as you like. */
  now = STARTED_AT
  isRecording = false
  /** Of the messages that were sent while recording was on. */
  readonly recordedMessages = new Set<string>()
  /** `<user>/<document>` → the document as that person's browser has it. */
  readonly #replicas = new Map<string, Y.Doc>()
  readonly #nextClientId: () => number
  #messages = 0
  #pagesMade = 1

  /** `nextClientId`: so that a seed gives the same log. */
  constructor(nextClientId: () => number = counter(1)) {
    this.#nextClientId = nextClientId
    this.append({ kind: 'mark', actor: SERVER_ACTOR, payload: { type: 'opened', title: 'Algebra' } })
    this.change(STAGE, SERVER_ACTOR, (doc) => this.#initialise(doc))
  }

  get seq(): number {
    return this.entries.length
  }

  /** Class time. */
  get t(): number {
    return this.now - STARTED_AT
  }

  append(entry: NewEntry): Entry {
    const appended = { ...entry, seq: this.seq + 1, t: this.now } as Entry
    this.entries.push(appended)
    return appended
  }

  peer(actor: string, payload: PeerPayload): void {
    this.append({ kind: 'peer', actor, payload })
  }

  media(actor: string, payload: MediaPayload): void {
    this.append({ kind: 'media', actor, payload })
  }

  /** The server changes a document. */
  change(name: string, actor: string, edit: (doc: Y.Doc) => void): void {
    const doc = this.document(name)
    this.#log(name, actor, doc, () => doc.transact(() => edit(doc)))
  }

  /** A person changes a document in the browser, knowing what others did before. */
  edit(name: string, userId: string, edit: (doc: Y.Doc) => void): void {
    const replica = this.#replicaOf(name, userId)
    const doc = this.document(name)
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(replica)))
    const updates = updatesOf(replica, () => replica.transact(() => edit(replica)))
    this.#log(name, userId, doc, () => doc.transact(() => updates.forEach((update) => void Y.applyUpdate(doc, update))))
  }

  /** As `edit`, at little cost: the person knows of nobody else's edits, and `documents` are not brought up to it. */
  editAlone(name: string, userId: string, edit: (doc: Y.Doc) => void): void {
    const replica = this.#replicaOf(name, userId)
    for (const payload of updatesOf(replica, () => replica.transact(() => edit(replica)))) {
      this.append({ kind: 'doc', document: name, actor: userId, payload })
    }
  }

  document(name: string): Y.Doc {
    const known = this.documents.get(name)
    if (known) return known
    const doc = this.#newDoc()
    this.documents.set(name, doc)
    return doc
  }

  stage<Row>(map: string): Y.Map<Row> {
    return this.document(STAGE).getMap<Row>(map)
  }

  setClass(field: string, value: Json): void {
    this.change(STAGE, SERVER_ACTOR, () => this.stage(STAGE_CLASS).set(field, value))
  }

  join(userId: string, name: string, role: StagePerson['role'] = 'student'): void {
    this.peer(userId, { type: 'join', name, role, guest: false })
    const hue = this.stage(STAGE_PEOPLE).size % 12
    const rest = { grants: [], guest: false, joinedAt: this.now, leftAt: null, microphoneLocked: false }
    this.setPerson(userId, { name, role, hue, presence: 'class', ...rest })
  }

  setPerson(userId: string, person: StagePerson): void {
    this.change(STAGE, SERVER_ACTOR, () => this.stage(STAGE_PEOPLE).set(userId, person))
  }

  record(on: boolean): void {
    this.append({ kind: 'mark', actor: 'ada', payload: { type: 'recording', on, policy: 'everyone' } })
    this.isRecording = on
    this.setClass('recording', { on, since: this.now, policy: 'everyone', problem: null })
  }

  end(): void {
    this.append({ kind: 'mark', actor: SERVER_ACTOR, payload: { type: 'ended' } })
  }

  addPage(): string {
    this.#pagesMade += 1
    const page = String(this.#pagesMade)
    this.change(STAGE, SERVER_ACTOR, () => {
      this.stage(STAGE_PAGES).set(page, { title: `Page ${page}`, order: this.#pagesMade })
      this.stage(STAGE_CLASS).set('pagesMade', this.#pagesMade)
      this.stage(STAGE_CLASS).set('page', page)
    })
    return page
  }

  removePage(page: string): void {
    this.change(STAGE, SERVER_ACTOR, () => this.stage(STAGE_PAGES).delete(page))
  }

  get pages(): string[] {
    return [...this.stage(STAGE_PAGES).keys()]
  }

  draw(userId: string, page: string, id: string, record: Record<string, Json>): void {
    this.edit(boardDocument(page), userId, (doc) => doc.getMap(BOARD_RECORDS).set(id, { id, ...record }))
  }

  erase(userId: string, page: string, id: string): void {
    this.edit(boardDocument(page), userId, (doc) => doc.getMap(BOARD_RECORDS).delete(id))
  }

  write(userId: string, at: number, text: string): void {
    this.edit(NOTES, userId, (doc) => doc.getText(NOTES_TEXT).insert(at, text))
  }

  say(userId: string, id: string, text: string, replyTo: string | null = null): void {
    const index = Math.floor(this.#messages / 500)
    this.#messages += 1
    if (this.isRecording) this.recordedMessages.add(id)
    const { name, role, hue } = this.stage<StagePerson>(STAGE_PEOPLE).get(userId)!
    const rest = { replyTo, editedAt: null, deleted: 'no', reactions: {} } as const
    const message: ChatMessage = { n: this.#messages, by: userId, name, role, hue, text, at: this.now, ...rest }
    if (index >= (this.stage(STAGE_CLASS).get('chatDocuments') as number)) this.setClass('chatDocuments', index + 1)
    this.change(chatDocument(index), userId, (doc) => doc.getMap(CHAT_MESSAGES).set(id, message))
  }

  /** Changes some fields of a message. */
  changeMessage(id: string, fields: Partial<ChatMessage>): void {
    const name = [...this.documents.keys()].find((each) => this.#messagesOf(each).has(id))!
    const map = this.#messagesOf(name)
    this.change(name, SERVER_ACTOR, () => map.set(id, { ...map.get(id)!, ...fields }))
  }

  raiseHand(userId: string, raised: boolean): void {
    const row = { at: this.now, order: this.now }
    const hands = this.stage(STAGE_HANDS)
    this.change(STAGE, userId, () => void (raised ? hands.set(userId, row) : hands.delete(userId)))
  }

  setPoll(id: string, poll: Partial<StagePoll>): void {
    const known = this.stage<StagePoll>(STAGE_POLLS).get(id)
    const empty = { options: [], anonymous: false, results: 'live', state: 'open', createdBy: 'ada', closedAt: null }
    const results = { votes: 0, counts: null, answers: null, choices: null }
    const before = known ?? { question: '?', kind: 'single', ...empty, createdAt: this.now, ...results }
    this.change(STAGE, SERVER_ACTOR, () => this.stage(STAGE_POLLS).set(id, { ...before, ...poll }))
  }

  setMedia(id: string, media: Pick<StageMedia, 'userId' | 'source' | 'paused'> | null): void {
    const rows = this.stage(STAGE_MEDIA)
    const row = { peerId: `peer-${id}`, startedAt: this.now, ...media }
    this.change(STAGE, SERVER_ACTOR, () => void (media ? rows.set(id, row) : rows.delete(id)))
  }

  /** What everybody sees now, but for messages that were sent while nothing was recorded. */
  live(): TimelineState {
    const pages = this.pages.map(boardDocument)
    const chats = Array.from({ length: this.stage(STAGE_CLASS).get('chatDocuments') as number }, (_, n) =>
      chatDocument(n),
    )
    return Object.fromEntries([STAGE, NOTES, ...pages, ...chats].map((name) => [name, this.#liveDocument(name)]))
  }

  #liveDocument(name: string): TimelineState[string] {
    const doc = this.document(name)
    if (name === STAGE) return Object.fromEntries(STAGE_MAPS.map((map) => [map, doc.getMap(map).toJSON()]))
    if (name === NOTES) return { [NOTES_TEXT]: doc.getText(NOTES_TEXT).toString() }
    if (name.startsWith('board/')) return { [BOARD_RECORDS]: doc.getMap(BOARD_RECORDS).toJSON() }
    const recorded = [...this.#messagesOf(name)].filter(([id]) => this.recordedMessages.has(id))
    return { [CHAT_MESSAGES]: Object.fromEntries(recorded.map(([id, message]) => [id, this.#asShown(message)])) }
  }

  #asShown(message: ChatMessage): Json {
    const isReply = message.replyTo !== null && this.recordedMessages.has(message.replyTo)
    return { ...message, replyTo: isReply ? message.replyTo : null } as unknown as Json
  }

  #messagesOf(name: string): Y.Map<ChatMessage> {
    return this.document(name).getMap(CHAT_MESSAGES)
  }

  /** The entries of what a change does to a document. */
  #log(document: string, actor: string, doc: Y.Doc, change: () => void): void {
    for (const payload of updatesOf(doc, change)) {
      this.append({ kind: 'doc', document, actor: this.seq % 3 === 0 ? MANY_ACTORS : actor, payload })
    }
  }

  #replicaOf(document: string, userId: string): Y.Doc {
    const key = `${userId}/${document}`
    const known = this.#replicas.get(key)
    if (known) return known
    const replica = this.#newDoc()
    this.#replicas.set(key, replica)
    this.peer(userId, { type: 'writer', document, clientId: replica.clientID })
    return replica
  }

  #newDoc(): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = this.#nextClientId()
    return doc
  }

  #initialise(doc: Y.Doc): void {
    const fields = {
      title: 'Algebra',
      state: 'live',
      startedAt: this.now,
      endedAt: null,
      layout: 'board',
      layoutForAll: false,
      page: '1',
      spotlight: null,
      timer: null,
      locks: {},
      defaultGrants: ['speak'],
      guestPolicy: 'ask',
      chatDocuments: 1,
      pagesMade: 1,
    }
    for (const [field, value] of Object.entries(fields)) doc.getMap(STAGE_CLASS).set(field, value)
    doc.getMap(STAGE_PAGES).set('1', { title: 'Page 1', order: 1 })
  }
}

function updatesOf(doc: Y.Doc, change: () => void): Uint8Array[] {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => void updates.push(update)
  doc.on('update', keep)
  change()
  doc.off('update', keep)
  return updates
}

function counter(from: number): () => number {
  let next = from
  return () => next++
}
