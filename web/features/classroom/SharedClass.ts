import type { Action, InputOf, ReplyOf, Request, WaitingPerson } from '@lectern/protocol'
import type { MediaControls } from '../media/MediaControls.ts'
import type { BoardPages } from './BoardPages.ts'
import type { ChatBook } from './ChatBook.ts'
import type { Classroom, Me, TypingState } from './Classroom.ts'
import type { ClassConnection } from './connection.ts'
import type { PrivateBook } from './PrivateBook.ts'
import type { StageSnapshot } from './StageReader.ts'
import type { ReadableState } from './State.ts'
import type { SyncedDocument } from './SyncedDocument.ts'
import type { TypingSender } from './TypingSender.ts'

/** A document as it is shown: `SyncedDocument` while the class goes on, `ReplayDocument` afterwards. */
export type SharedDocument = Pick<SyncedDocument, 'name' | 'doc' | 'awareness' | 'state' | 'writable' | 'edit' | 'on'>

/** A document that whoever opened it can close. */
export type OpenDocument = SharedDocument & Pick<SyncedDocument, 'close'>

/**
 * What stage, tiles and panels take of a class: `Classroom` while it goes on, `ReplayClassroom` when it is watched again. Of the
 * latter nothing can be written: `may` says no to everything.
 */
export interface SharedClass {
  readonly room: string
  /** It is not now: nothing can be done about it, and changes are no news. */
  readonly isReplay: boolean
  readonly boardLicenseKey: string | undefined
  readonly stage: ReadableState<StageSnapshot>
  readonly me: ReadableState<Me>
  readonly connection: ReadableState<ClassConnection>
  readonly waiting: ReadableState<readonly WaitingPerson[]>
  readonly whoTypes: ReadableState<TypingState>
  readonly myVotes: Classroom['myVotes']
  readonly media: Pick<MediaControls, 'subscribe' | 'getSnapshot' | 'setWish'> | null
  readonly pages: Pick<
    BoardPages<OpenDocument>,
    'state' | 'currentDocument' | 'roam' | 'follow' | 'show' | 'add' | 'rename' | 'remove'
  >
  readonly chat: Pick<
    ChatBook<OpenDocument>,
    'state' | 'loadOlder' | 'send' | 'retry' | 'discard' | 'edit' | 'delete' | 'react'
  >
  readonly privateMessages: Pick<PrivateBook, 'state' | 'send' | 'retry' | 'discard'>
  readonly typing: Pick<TypingSender, 'handleInput' | 'handleStop'>
  readonly notes: SharedDocument
  may(action: Action): boolean
  /** Log time, epoch ms, of what is shown. */
  logNow(): number
  request<R extends Request>(command: R, input: InputOf<R>): Promise<ReplyOf<R>>
  vote(id: string, answer: { options?: number[]; text?: string }): Promise<void>
}
