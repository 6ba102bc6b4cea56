import {
  BOARD_RECORDS,
  COMMANDS,
  FIRST_BOARD,
  FIRST_CHAT,
  type InputOf,
  NOTES,
  NOTES_TEXT,
  type ReplyOf,
  type Request,
  type Role,
  STAGE,
} from '@lectern/protocol'
import type { Random } from '../../../scripts/support/random.ts'
import { mintToken } from '../../../scripts/token/mintToken.ts'
import { ClassroomClient } from '../../../web/features/classroom/ClassroomClient.ts'
import { seenIn } from './FoldedLog.ts'
import { type Act, type Action, countRecord, type Seen } from './History.ts'
import type { LiveDocument } from './LiveDocument.ts'
import { PageDocument } from './PageDocument.ts'
import { StockDocument } from './StockDocument.ts'

export interface PersonOptions {
  /** Address of the engine, http. */
  url: string
  secret: string
  room: string
  name: string
  role: Role
  /** Whether the documents come over the class page's own connections or over stock y-websocket providers. */
  documents: 'page' | 'stock'
  /** The poll that the person votes in. */
  poll: string
  random: Random
}

/** When somebody was cut off first, and back for good, epoch ms; undefined where that did not happen. */
export interface Absence {
  lostAt: number | undefined
  backAt: number | undefined
  end: () => void
}

const NAMES = [FIRST_BOARD, NOTES, FIRST_CHAT, STAGE]
/** Shortest time between two commands of a kind: the rates of the protocol, with room to spare. */
const COMMAND_MS = 600

/** A person in class without a browser: commands over the class page's own client, and something to do at any moment. */
export class Person {
  readonly name: string
  /** The person has the page's own documents. */
  readonly hasPage: boolean
  readonly actions: Action[] = []
  readonly client: ClassroomClient
  /** Everything that a document or the client changes calls these. */
  readonly #watchers = new Set<() => void>()
  readonly #documents: ReadonlyMap<string, LiveDocument>
  readonly #commandAt = new Map<string, number>()
  readonly #drawn: string[] = []
  readonly #poll: string
  #random: Random
  #isHandUp = false

  constructor({ url, secret, room, name, role, documents, poll, random }: PersonOptions) {
    this.name = name
    this.hasPage = documents === 'page'
    this.#poll = poll
    this.#random = random
    const token = mintToken({ room, sub: name, name, role, grants: ['draw'] }, secret)
    this.client = new ClassroomClient({ engineUrl: url, token, random: random.next })
    const changed = () => this.#tell()
    this.client.onJoined(changed)
    this.client.state.subscribe(changed)
    const open = (document: string): LiveDocument => {
      const options = { url, room, name: document, token, changed }
      return documents === 'page' ? new PageDocument(options, this.client) : new StockDocument(options)
    }
    this.#documents = new Map(NAMES.map((document) => [document, open(document)]))
    this.client.start()
  }

  /** In class, with every document in step. */
  get isBack(): boolean {
    return this.client.joined && [...this.#documents.values()].every((each) => each.isReady)
  }

  /** Everything that was done is acknowledged. */
  get isQuiet(): boolean {
    return this.actions.every(({ ackedAt, failed }) => ackedAt !== undefined || failed)
  }

  /** Edits on the board and in the notes that the person knows not to be saved. */
  get unsaved(): number {
    return [...this.#documents.values()].reduce((sum, { unsaved }) => sum + unsaved, 0)
  }

  /** The page says that something is not saved though it should be by now. */
  get isToldLate(): boolean {
    return [...this.#documents.values()].some((each) => each.isToldLate)
  }

  /** Why the person is out for good; undefined while it is not. */
  get thrownOut(): string | undefined {
    const { phase, closedBecause } = this.client.state.getSnapshot()
    if (phase === 'closed') return `the class was closed: ${closedBecause?.code}`
    return [...this.#documents.values()].map(({ thrownOut }) => thrownOut).find((why) => why !== undefined)
  }

  /** An own edit that was refused for good. */
  get refusal(): string | undefined {
    const told = [...this.#documents.values()].map(({ refusal }) => refusal).find((each) => each !== undefined)
    return told && `${this.name}'s ${told}`
  }

  get seen(): Seen {
    return seenIn((name) => this.#documents.get(name)!.doc)
  }

  /** From now on chance comes from here. */
  reseed(random: Random): void {
    this.#random = random
  }

  /** Answers with the time (epoch ms) at which `holds` was first true, looked at with every change; undefined after `limitMs`. */
  when(holds: (person: this) => boolean, limitMs: number): Promise<number | undefined> {
    return new Promise((resolve) => {
      const end = (at: number | undefined) => {
        clearTimeout(timer)
        this.#watchers.delete(look)
        resolve(at)
      }
      const look = () => {
        if (holds(this)) end(Date.now())
      }
      const timer = setTimeout(() => end(undefined), limitMs)
      this.#watchers.add(look)
      look()
    })
  }

  /** From now on notes when the person is cut off and when back, until `end`. */
  watchAbsence(): Absence {
    const absence: Absence = { lostAt: undefined, backAt: undefined, end: () => this.#watchers.delete(look) }
    const look = () => {
      if (!this.isBack) {
        absence.lostAt ??= Date.now()
        absence.backAt = undefined
      } else if (absence.lostAt) absence.backAt ??= Date.now()
    }
    this.#watchers.add(look)
    look()
    return absence
  }

  /** Answers with whether the engine says, before `limitMs` are over, that it goes and the person is to come again. */
  async handedOver(limitMs: number): Promise<boolean> {
    let isTold = false
    const stop = this.client.on('class:closed', ({ code }) => {
      isTold ||= code === 'NODE_DRAINING'
    })
    await this.when(({ client }) => !client.joined, limitMs)
    stop()
    return isTold
  }

  /** Does one thing, whatever chance says. `others`: to whom one may write. */
  act(others: readonly string[]): void {
    const chance = this.#random.next()
    if (!this.#canEdit) return
    if (chance < 0.25 && this.#command(others)) return
    if (chance < 0.4) this.#write()
    else if (chance < 0.5 && this.#drawn.length > 3) this.#erase()
    else this.#draw()
  }

  /** Sends a command that the class page would keep until it is answered. */
  request<R extends Request>(command: R, input: InputOf<R>): Promise<ReplyOf<R>> {
    return this.client.request(command, input, { keep: true })
  }

  close(): void {
    this.client.close()
    for (const document of this.#documents.values()) document.close()
  }

  get #canEdit(): boolean {
    return [FIRST_BOARD, NOTES].every((name) => this.#documents.get(name)!.isWritable)
  }

  get #next(): number {
    return this.actions.length + 1
  }

  #draw(): void {
    const record = `shape:${this.name}-${this.#next}`
    this.#drawn.push(record)
    this.#onBoard('draw', record, (records) => {
      records.set(record, { id: record, typeName: 'shape', by: this.name, x: this.#random.below(1000) })
      // A key that all write: who wins is chance, and has to be the same for all.
      records.set('shape:shared', { id: 'shape:shared', typeName: 'shape', by: record })
    })
  }

  #erase(): void {
    const [record] = this.#drawn.splice(this.#random.below(this.#drawn.length), 1)
    this.#onBoard('erase', record!, (records) => records.delete(record!))
  }

  #onBoard(type: 'draw' | 'erase', record: string, change: (records: BoardRecords) => void): void {
    const n = this.#next
    this.#note((acked) => ({
      type,
      record,
      edit: this.#documents.get(FIRST_BOARD)!.edit((doc) => {
        const records: BoardRecords = doc.getMap(BOARD_RECORDS)
        change(records)
        records.set(countRecord(this.name), { n })
      }, acked),
    }))
  }

  #write(): void {
    const token = `[${this.name}:${this.#next}]`
    this.#note((acked) => ({
      type: 'write',
      token,
      edit: this.#documents.get(NOTES)!.edit((doc) => {
        const text = doc.getText(NOTES_TEXT)
        text.insert(text.length, token)
      }, acked),
    }))
  }

  /** False where the person has to wait: out of class, or too soon after the last such command. */
  #command(others: readonly string[]): boolean {
    const type = this.#random.pick(['chat', 'private', 'vote', 'hand'] as const)
    const isSoon = Date.now() - (this.#commandAt.get(type) ?? 0) < COMMAND_MS
    // What has an id is kept until the connection is back; a page offers the rest only in class.
    const needsClass = type === 'vote' || type === 'hand'
    if (isSoon || (needsClass && !this.client.joined)) return false
    this.#commandAt.set(type, Date.now())
    this.#send(type, others)
    return true
  }

  #send(type: 'chat' | 'private' | 'vote' | 'hand', others: readonly string[]): void {
    const n = this.#next
    const text = `${this.name} ${n}`
    const id = `${type}-${this.name}-${n}`
    if (type === 'chat') this.#do({ type, id, text }, COMMANDS.sendChat, { id, text })
    else if (type === 'private') {
      const to = this.#random.pick(others)
      this.#do({ type, id, to }, COMMANDS.sendPrivate, { id, to, text })
    } else if (type === 'vote') this.#do({ type, text }, COMMANDS.vote, { id: this.#poll, text })
    else {
      this.#isHandUp = !this.#isHandUp
      this.#do({ type, raised: this.#isHandUp }, COMMANDS.raiseHand, { raised: this.#isHandUp })
    }
  }

  #do<R extends Request>(act: Act, command: R, input: InputOf<R>): void {
    this.#note((acked, failed) => {
      this.request(command, input).then(acked, failed)
      return act
    })
  }

  /** Writes into the history what `run` does. */
  #note(run: (acked: (reply?: unknown) => void, failed: () => void) => Act): void {
    const action: Action = { person: this.name, n: this.#next, at: Date.now(), act: undefined as never }
    this.actions.push(action)
    const acked = (reply?: unknown) => {
      action.ackedAt = Date.now()
      action.reply = reply
      this.#tell()
    }
    const failed = () => {
      action.failed = true
      this.#tell()
    }
    action.act = run(acked, failed)
  }

  #tell(): void {
    for (const look of [...this.#watchers]) look()
  }
}

interface BoardRecords {
  set(key: string, value: object): unknown
  delete(key: string): void
}
