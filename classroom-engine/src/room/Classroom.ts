import { EventEmitter } from 'node:events'
import {
  chatDocument,
  type DocumentName,
  emptyRoomState,
  type NewEntry,
  type RoomState,
  STAGE,
  type Standing,
  type WaitingPerson,
} from '@lectern/protocol'
import type * as Y from 'yjs'
import type { RoomMediaControl } from './RoomMediaControl.ts'
import type { EngineEvents, Session } from './Session.ts'

/** What happens in a room, each told after it is durable. */
export interface ClassroomEvents {
  /** A connection came into class. */
  joined: [session: Session]
  /** A connection left the class: by `class:leave`, by being cut, by being removed. */
  left: [session: Session]
  /** A person's role, grants or `microphoneLocked` changed, or the locks that bind the person. */
  changed: [userId: string]
  /** The class ended, or the room is let go of: nothing more comes. */
  closed: []
}

/** One open room: its documents, its people, its sessions and what the log says besides. */
export class Classroom {
  readonly id: string
  readonly events = new EventEmitter<ClassroomEvents>()
  /** Fold of the log's entries besides documents. Changed by `append` alone. */
  readonly state: RoomState = emptyRoomState()
  /** Set by media where this engine has some. */
  media: RoomMediaControl | undefined

  constructor(id: string) {
    this.id = id
  }

  /** Log time, ms: that of the running step, or of this moment outside one. */
  get now(): number {
    throw new Error('not yet')
  }

  /** A document that exists (rule [DO1]). Throws DOCUMENT_NOT_FOUND. Change it by `change` only. */
  document(name: DocumentName): { readonly doc: Y.Doc } {
    throw new Error(`not yet ${name}`)
  }

  get stage(): Y.Doc {
    return this.document(STAGE).doc
  }

  chat(index: number): Y.Doc {
    return this.document(chatDocument(index)).doc
  }

  /** What a person's rights depend on now. Somebody who never came in has those of a student without grants. */
  standing(userId: string): Standing {
    throw new Error(`not yet ${userId}`)
  }

  /** People in class by session, not those who wait. */
  sessions(): Session[] {
    return []
  }

  sessionsOf(userId: string): Session[] {
    return this.sessions().filter((each) => each.userId === userId)
  }

  /** Tells everybody in class. */
  broadcast<Event extends keyof EngineEvents>(event: Event, payload: EngineEvents[Event]): void {
    for (const session of this.sessions()) session.emit(event, payload)
  }

  /** Guests in the waiting room, longest first. */
  waiting(): WaitingPerson[] {
    return []
  }

  /**
   * Adds an entry to this step's commit and folds it into `state` at once. Only inside a step. The room itself acts on what it
   * says, after it is durable: `admitted` and `denied` reach the guest, `removed` and `banned` close the person's connections, `ended`
   * ends the class. `actor` is the person whom it is about; who did it stands in `by`.
   */
  append(entry: NewEntry): void {
    throw new Error(`not yet ${entry.kind}`)
  }

  /** Changes `stage` or a chat document at once, as part of this step. Only inside a step. */
  change(name: DocumentName, actor: string, edit: (doc: Y.Doc) => void): void {
    throw new Error(`not yet ${name} ${actor} ${edit}`)
  }

  /**
   * Runs in the room's next step and answers once what it changed is durable. Check first, then change: after a throw, what was
   * changed before it stays.
   */
  step<T>(run: () => T): Promise<T> {
    throw new Error(`not yet ${run}`)
  }
}
