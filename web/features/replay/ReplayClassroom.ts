import { type Action, LecternError, may, NOTES, type Request, STAGE, type WaitingPerson } from '@lectern/protocol'
import { BoardPages } from '../classroom/BoardPages.ts'
import { ChatBook } from '../classroom/ChatBook.ts'
import type { Me, TypingState } from '../classroom/Classroom.ts'
import type { ClassConnection } from '../classroom/connection.ts'
import type { PrivateThreads } from '../classroom/PrivateBook.ts'
import type { SharedClass } from '../classroom/SharedClass.ts'
import { EMPTY_STAGE, StageReader, type StageSnapshot } from '../classroom/StageReader.ts'
import { State } from '../classroom/State.ts'
import type { Replay } from './Replay.ts'
import type { ReplayDocument } from './ReplayDocument.ts'
import type { ReplayMedia } from './ReplayMedia.ts'

/** Nobody of the class: pictures, names and messages are shown as others saw them. */
const NOBODY: Me = {
  userId: '',
  peerId: '',
  name: '',
  role: 'student',
  hue: 0,
  guest: false,
  standing: { role: 'student', grants: [], locks: {} },
  microphoneLocked: false,
}
const ALL_WELL: ClassConnection = {
  phase: 'joined',
  nextTryAt: null,
  closedBecause: null,
  whatWorks: '',
  unsaved: 0,
  documents: 'connected',
}

const refuse = (): never => {
  throw new LecternError('NOT_ALLOWED')
}
const refuseLater = async (): Promise<never> => refuse()

/** The class at the moment that a replay shows, for the parts of the class page. Closes with its `close`; the replay goes on. */
export class ReplayClassroom implements SharedClass {
  readonly isReplay = true
  readonly room: string
  readonly boardLicenseKey: string | undefined
  readonly stage = new State<StageSnapshot>(EMPTY_STAGE)
  readonly me = new State<Me>(NOBODY)
  readonly connection = new State<ClassConnection>(ALL_WELL)
  readonly waiting = new State<readonly WaitingPerson[]>([])
  readonly whoTypes = new State<TypingState>({ userIds: [], private: [] })
  readonly myVotes: SharedClass['myVotes'] = new State(new Map())
  readonly privateMessages = {
    state: new State<PrivateThreads>(new Map()),
    send: refuse,
    retry: refuse,
    discard: refuse,
  }
  readonly typing = { handleInput: () => undefined, handleStop: () => undefined }
  readonly pages: BoardPages<ReplayDocument>
  readonly chat: ChatBook<ReplayDocument>
  readonly media: ReplayMedia
  readonly #replay: Replay
  readonly #reader = new StageReader()
  readonly #stopStage: () => void

  constructor(replay: Replay, media: ReplayMedia, boardLicenseKey: string | undefined) {
    this.#replay = replay
    this.media = media
    this.boardLicenseKey = boardLicenseKey
    this.room = replay.index.getSnapshot().room
    const open = (name: string) => replay.document(name)
    this.pages = new BoardPages({ request: refuseLater }, open)
    this.chat = new ChatBook({ request: refuseLater, logNow: () => this.logNow() }, open, () => ({
      by: '',
      name: '',
      role: 'student',
      hue: 0,
    }))
    this.#stopStage = this.#reader.state.subscribe(() => this.#handleStage())
    this.#reader.attach(replay.document(STAGE).doc)
    this.#handleStage()
  }

  get notes(): ReplayDocument {
    return this.#replay.document(NOTES)
  }

  /** Who was there is to be seen where the class let it be seen; everything else is for those who are in class. */
  may(action: Action): boolean {
    const locks = this.stage.getSnapshot().class?.locks ?? {}
    return action === 'people:see' && may({ role: 'student', grants: [], locks }, action)
  }

  logNow(): number {
    return this.#replay.index.getSnapshot().startedAt + this.#replay.clock.getSnapshot().t
  }

  async request<R extends Request>(_command: R): Promise<never> {
    return refuse()
  }

  async vote(): Promise<never> {
    return refuse()
  }

  close(): void {
    this.#stopStage()
    this.#reader.detach()
    this.chat.close()
    this.pages.close()
  }

  #handleStage(): void {
    const stage = this.#reader.state.getSnapshot()
    this.stage.set(stage)
    this.pages.handleStage(stage.class, stage.pages)
    this.chat.handleDocumentCount(stage.class?.chatDocuments ?? 0)
  }
}
