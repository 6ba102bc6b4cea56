import {
  type Action,
  COMMANDS,
  HUES,
  type InputOf,
  may,
  mayWrite,
  NOTES,
  type ReplyOf,
  type Request,
  type Role,
  STAGE,
  type StagePerson,
  type Standing,
  type WaitingPerson,
} from '@lectern/protocol'
import type { MediaControls } from '../media/MediaControls.ts'
import type { Signalling } from '../media/Signalling.ts'
import { refuseFirst } from '../recording/refuseFirst.ts'
import { BoardPages } from './BoardPages.ts'
import { ChatBook } from './ChatBook.ts'
import { ClassroomClient, type ClientOptions, type RequestOptions } from './ClassroomClient.ts'
import { type ClassConnection, describeConnection } from './connection.ts'
import { PrivateBook } from './PrivateBook.ts'
import type { SharedClass } from './SharedClass.ts'
import { EMPTY_STAGE, StageReader, type StageSnapshot } from './StageReader.ts'
import { State } from './State.ts'
import { SyncedDocument } from './SyncedDocument.ts'
import { TypingSender } from './TypingSender.ts'
import { tokenClaims } from './tokenClaims.ts'
import { watchNetwork } from './watchNetwork.ts'

export interface ClassroomOptions extends ClientOptions {
  /** Makes the media client over this connection. It is opened where the class has media; without it there is none. */
  makeMedia?: (signalling: Signalling) => MediaControls
  /** Licence key of tldraw (LECTERN_WEB_TLDRAW_LICENSE_KEY), where the deployment has one. */
  boardLicenseKey?: string
}

/** Oneself, with the rights of the moment. A new object when any of it changes. */
export interface Me {
  userId: string
  /** This connection; another device of mine has another one. Empty before the first join. */
  peerId: string
  name: string
  role: Role
  /** 0 to 11. */
  hue: number
  guest: boolean
  standing: Standing
  microphoneLocked: boolean
}

/** Who types now, without me. */
export interface TypingState {
  /** In the class chat. */
  userIds: readonly string[]
  /** To me alone. */
  private: readonly string[]
}

const NOBODY_TYPES: TypingState = { userIds: [], private: [] }

/**
 * One class, as this page takes part in it: connection, stage, chat, board pages, notes, media. Make one, `start` it, `close` it.
 * Knows no React; hooks are in useClassroom.ts.
 */
export class Classroom implements SharedClass {
  readonly isReplay = false
  /** Name of the room: what the join token opens. */
  readonly room: string
  readonly client: ClassroomClient
  readonly pages: BoardPages<SyncedDocument>
  readonly chat: ChatBook<SyncedDocument>
  readonly privateMessages: PrivateBook
  readonly typing: TypingSender
  /** Null where the page gave no `makeMedia`. */
  readonly media: MediaControls | null
  readonly boardLicenseKey: string | undefined
  readonly stage = new State<StageSnapshot>(EMPTY_STAGE)
  readonly me: State<Me>
  readonly connection: State<ClassConnection>
  /** Who waits to be let in; empty for students. */
  readonly waiting = new State<readonly WaitingPerson[]>([])
  readonly whoTypes = new State<TypingState>(NOBODY_TYPES)
  /** What I answered in polls since this page was loaded: poll id → option indexes or text. */
  readonly myVotes = new State<ReadonlyMap<string, { options: readonly number[]; text: string | null }>>(new Map())
  readonly #engineUrl: string
  readonly #stageReader = new StageReader()
  #stageDocument: SyncedDocument | undefined
  #notes: SyncedDocument | undefined
  #watched = new Map<SyncedDocument, () => void>()
  /** What is yet to be told of one's own recording; undefined: nothing. */
  #refuse: boolean | undefined
  readonly #stopListening: () => void
  #closed = false

  constructor(options: ClassroomOptions) {
    const claims = tokenClaims(options.token)
    this.room = claims.room
    this.#engineUrl = options.engineUrl
    this.boardLicenseKey = options.boardLicenseKey
    this.client = new ClassroomClient(options)
    this.pages = new BoardPages(this.client, (name) => this.#openDocument(name))
    this.chat = new ChatBook(
      this.client,
      (name) => this.#openDocument(name),
      () => this.#writer(),
    )
    this.privateMessages = new PrivateBook(this.client)
    this.typing = new TypingSender(this.client)
    this.me = new State<Me>({
      userId: claims.sub,
      peerId: '',
      name: claims.name,
      role: claims.role,
      hue: 0,
      guest: claims.guest ?? false,
      standing: { role: claims.role, grants: claims.grants ?? [], locks: {} },
      microphoneLocked: false,
    })
    this.connection = new State(
      describeConnection(this.client.state.getSnapshot(), { connected: true, unsaved: 0, late: false }),
    )
    this.media = options.makeMedia?.(this.client) ?? null
    this.#stopListening = this.#listen()
  }

  /** Opens the connection ahead of `start`, before anybody sees that one is there. */
  prepare(): void {
    this.client.prepare()
  }

  /** `refuseRecording`: tells the class whether one wants to be recorded, before any sound or picture is sent. */
  start({ refuseRecording }: { refuseRecording?: boolean | undefined } = {}): void {
    this.#refuse = refuseRecording
    this.client.start()
  }

  /** Says goodbye and closes. */
  async leave(): Promise<void> {
    this.media?.close()
    await this.client.leave()
    this.close()
  }

  /** Ends everything that this page holds of the class. Safe to call twice. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.media?.close()
    this.typing.close()
    this.#stopListening()
    this.client.close()
    this.chat.close()
    this.pages.close()
    this.#notes?.close()
    this.#stageDocument?.close()
    this.#stageReader.detach()
  }

  /** Tries the connection at once. */
  retryNow(): void {
    this.client.retryNow()
    for (const document of this.#documentsInUse()) document.connectNow()
  }

  /** Sends a command. Rejects with a `LecternError`, whose message may be shown. */
  request<R extends Request>(command: R, input: InputOf<R>, options?: RequestOptions): Promise<ReplyOf<R>> {
    return this.client.request(command, input, options)
  }

  /** Whether I hold a right at this moment. */
  may(action: Action): boolean {
    return may(this.me.getSnapshot().standing, action)
  }

  /** Log time now, epoch ms: what the times in the stage and in messages are compared with. */
  logNow(): number {
    return this.client.logNow()
  }

  /** Answers a poll and remembers the answer for this page. */
  async vote(id: string, answer: { options?: number[]; text?: string }): Promise<void> {
    await this.request(COMMANDS.vote, { id, ...answer })
    const mine = { options: answer.options ?? [], text: answer.text ?? null }
    this.myVotes.set(new Map(this.myVotes.getSnapshot()).set(id, mine))
  }

  /** The shared notes. Loaded from the first call on. */
  get notes(): SyncedDocument {
    this.#notes ??= this.#openDocument(NOTES)
    return this.#notes
  }

  #listen(): () => void {
    const stops = [
      this.client.on('joined', (joined) => this.#handleJoined(joined)),
      this.client.on('lobby:list', ({ waiting }) => this.waiting.set(waiting)),
      this.client.on('chat:typing', (typing) => this.whoTypes.set(typing)),
      this.client.onJoined((joined) => {
        if (!joined) this.whoTypes.set(NOBODY_TYPES)
      }),
      this.client.state.subscribe(() => this.#tellConnection()),
      this.pages.state.subscribe(() => this.#tellConnection()),
      this.#stageReader.state.subscribe(() => this.#handleStage()),
      watchNetwork({ lost: () => this.#handleNetworkLost(), back: () => this.#handleNetworkBack() }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  #handleNetworkLost(): void {
    this.client.handleNetworkLost()
    for (const document of this.#watched.keys()) document.handleNetworkLost()
  }

  #handleNetworkBack(): void {
    this.client.handleNetworkBack()
    for (const document of this.#watched.keys()) document.handleNetworkBack()
  }

  #handleJoined(joined: {
    userId: string
    peerId: string
    role: Role
    hue: number
    media: boolean
    waiting: WaitingPerson[]
  }) {
    const { userId, peerId, role, hue } = joined
    this.me.set({ ...this.me.getSnapshot(), userId, peerId, role, hue })
    this.waiting.set(joined.waiting)
    // First, since it takes the most steps.
    this.#openMedia(joined.media)
    if (!this.#stageDocument) this.#openStage()
    for (const document of this.#documentsInUse()) document.connectNow()
  }

  #openMedia(hasMedia: boolean): void {
    const refuse = this.#refuse
    const media = hasMedia ? this.media : null
    if (refuse === undefined) {
      media?.open()
      return
    }
    void refuseFirst(() => this.request(COMMANDS.refuseRecording, { refuse }, { keep: true }), media).then(() => {
      this.#refuse = undefined
      if (!this.#closed) media?.open()
    })
  }

  #openStage(): void {
    const document = this.#openDocument(STAGE)
    this.#stageDocument = document
    this.#stageReader.attach(document.doc)
    document.on('replaced', () => this.#stageReader.attach(document.doc))
  }

  #handleStage(): void {
    const stage = this.#stageReader.state.getSnapshot()
    this.stage.set(stage)
    const { userId } = this.me.getSnapshot()
    const person = stage.people.get(userId)
    if (person && stage.class)
      this.#handlePerson(person, { role: person.role, grants: person.grants, locks: stage.class.locks })
    this.pages.handleStage(stage.class, stage.pages)
    this.chat.handleDocumentCount(stage.class?.chatDocuments ?? 0)
    this.#applyRights()
  }

  #handlePerson({ name, role, hue, guest, microphoneLocked }: StagePerson, standing: Standing): void {
    const before = this.me.getSnapshot()
    const same =
      before.standing.role === standing.role &&
      before.standing.grants === standing.grants &&
      before.standing.locks === standing.locks
    this.me.patch({ name, role, hue, guest, microphoneLocked, standing: same ? before.standing : standing })
  }

  #applyRights(): void {
    const { standing } = this.me.getSnapshot()
    for (const document of this.pages.documents) document.setReadOnly(!mayWrite(standing, 'board'))
    this.#notes?.setReadOnly(!mayWrite(standing, 'notes'))
  }

  #openDocument(name: string): SyncedDocument {
    const document = new SyncedDocument({ engineUrl: this.#engineUrl, room: this.room, name, tokens: this.client })
    const stop = document.state.subscribe(() => {
      if (document.state.getSnapshot().phase === 'closed') this.#unwatch(document)
      this.#tellConnection()
    })
    this.#watched.set(document, stop)
    queueMicrotask(() => this.#applyRights())
    return document
  }

  #unwatch(document: SyncedDocument): void {
    this.#watched.get(document)?.()
    this.#watched.delete(document)
  }

  #documentsInUse(): SyncedDocument[] {
    const { currentDocument } = this.pages
    return [this.#stageDocument, currentDocument, this.#notes, ...this.chat.documents.slice(-1)].filter(
      (document) => document !== undefined,
    )
  }

  #tellConnection(): void {
    const connected = this.#documentsInUse().every(({ state }) => state.getSnapshot().phase !== 'offline')
    const states = [...this.#watched.keys()].map(({ state }) => state.getSnapshot())
    const unsaved = states.reduce((sum, state) => sum + state.unsaved, 0)
    const late = states.some((state) => state.late)
    const next = describeConnection(this.client.state.getSnapshot(), { connected, unsaved, late })
    this.connection.patch(next)
  }

  #writer() {
    const { userId, name, role, hue } = this.me.getSnapshot()
    return { by: userId, name, role, hue: hue % HUES }
  }
}
