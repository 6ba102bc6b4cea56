import type { SharedDocument } from '../classroom/SharedClass.ts'
import { BoardSession } from './BoardSession.ts'

/** Sessions of the pages that are loaded; each lives as long as its document. */
export class BoardSessions {
  readonly #colourOf: (hue: number) => string
  readonly #sessions = new Map<SharedDocument, BoardSession>()

  constructor(colourOf: (hue: number) => string) {
    this.#colourOf = colourOf
  }

  /** The session of a document; those of documents that are gone are closed. */
  of(document: SharedDocument): BoardSession {
    for (const [other, session] of this.#sessions) {
      if (other === document || other.state.getSnapshot().phase !== 'closed') continue
      session.close()
      this.#sessions.delete(other)
    }
    const session = this.#sessions.get(document) ?? new BoardSession(document, this.#colourOf)
    this.#sessions.set(document, session)
    return session
  }

  close(): void {
    for (const session of this.#sessions.values()) session.close()
    this.#sessions.clear()
  }
}
