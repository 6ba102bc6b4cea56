import {
  CHAT_MESSAGES,
  CHAT_MESSAGES_PER_DOCUMENT,
  type ChatMessage,
  chatDocument,
  LecternError,
  type ReactionKind,
} from '@lectern/protocol'
import type * as Y from 'yjs'
import { JsonTable } from '../stage/JsonTable.ts'

/** Where the chat's documents are. `index` is the `<n>` of `chat/<n>`. */
export interface ChatDocuments {
  /** How many there are. */
  count(): number
  read(index: number): Y.Doc
  /** Runs `edit` on the document as one change of it. */
  change(index: number, edit: (doc: Y.Doc) => void): void
  /** Makes the next document. */
  grow(): void
}

interface ChatAuthor {
  userId: string
  name: string
  role: ChatMessage['role']
  hue: number
}

interface NewChatMessage {
  id: string
  author: ChatAuthor
  text: string
  replyTo: string | null
  /** Log time, ms. */
  at: number
}

interface Found {
  index: number
  message: Readonly<ChatMessage>
}

const table = (doc: Y.Doc) => new JsonTable<ChatMessage>(doc, CHAT_MESSAGES)

/** The chat of a room over its documents. Errors are for the person who asked. */
export class Chat {
  readonly #documents: ChatDocuments

  constructor(documents: ChatDocuments) {
    this.#documents = documents
  }

  /** A message by its id, newest documents first. Throws NOT_FOUND. */
  get(id: string): Readonly<ChatMessage> {
    return this.#mustFind(id, 'id').message
  }

  /** Appends a message; one that the author sent before under this id is answered as it stands. */
  send({ id, author, text, replyTo, at }: NewChatMessage): { document: string; message: Readonly<ChatMessage> } {
    const sent = this.#find(id)
    if (sent) return this.#sentBefore(sent, author)
    if (replyTo !== null) this.#mustFind(replyTo, 'replyTo')
    const { index, size } = this.#last()
    const message: ChatMessage = {
      n: index * CHAT_MESSAGES_PER_DOCUMENT + size + 1,
      by: author.userId,
      name: author.name,
      role: author.role,
      hue: author.hue,
      text,
      at,
      replyTo,
      editedAt: null,
      deleted: 'no',
      reactions: {},
    }
    this.#documents.change(index, (doc) => table(doc).set(id, message))
    return { document: chatDocument(index), message }
  }

  /** Gives one's own message another text. */
  edit(id: string, userId: string, text: string, at: number): void {
    const { index, message } = this.#mustFind(id, 'id')
    if (message.by !== userId) throw new LecternError('NOT_ALLOWED', 'You can edit only your own messages.')
    if (message.deleted !== 'no') throw new LecternError('CONFLICT', 'This message was deleted.', { field: 'id' })
    if (message.text === text) return
    this.#update(index, id, { text, editedAt: at })
  }

  /** Takes text and reactions away; the place stays. Deleting again is fine. */
  delete(id: string, by: 'author' | 'staff'): void {
    const { index, message } = this.#mustFind(id, 'id')
    if (message.deleted !== 'no') return
    this.#update(index, id, { text: '', deleted: by, reactions: {} })
  }

  react(id: string, userId: string, kind: ReactionKind, on: boolean): void {
    const { index, message } = this.#mustFind(id, 'id')
    if (message.deleted !== 'no') throw new LecternError('CONFLICT', 'This message was deleted.', { field: 'id' })
    const { [kind]: before = [], ...others } = message.reactions
    if (before.includes(userId) === on) return
    const after = on ? [...before, userId] : before.filter((each) => each !== userId)
    this.#update(index, id, { reactions: after.length > 0 ? { ...others, [kind]: after } : others })
  }

  #sentBefore({ index, message }: Found, author: ChatAuthor): { document: string; message: Readonly<ChatMessage> } {
    if (message.by === author.userId) return { document: chatDocument(index), message }
    throw new LecternError('CONFLICT', 'Another message has this id. Send it again under a new one.', { field: 'id' })
  }

  /** The document that takes the next message. Messages are never removed, so that its size says where it stands. */
  #last(): { index: number; size: number } {
    const index = this.#documents.count() - 1
    const { size } = table(this.#documents.read(index))
    if (size < CHAT_MESSAGES_PER_DOCUMENT) return { index, size }
    this.#documents.grow()
    return { index: index + 1, size: 0 }
  }

  #update(index: number, id: string, fields: Partial<ChatMessage>): void {
    this.#documents.change(index, (doc) => table(doc).update(id, fields))
  }

  #find(id: string): Found | undefined {
    for (let index = this.#documents.count() - 1; index >= 0; index -= 1) {
      const message = table(this.#documents.read(index)).get(id)
      if (message) return { index, message }
    }
    return undefined
  }

  #mustFind(id: string, field: string): Found {
    const found = this.#find(id)
    if (!found) throw new LecternError('NOT_FOUND', 'That message is not in this chat.', { field })
    return found
  }
}
