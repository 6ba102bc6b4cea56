import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Chat, type ChatDocuments } from './Chat.ts'

class MemoryDocuments implements ChatDocuments {
  readonly docs = [new Y.Doc()]
  changes = 0

  count(): number {
    return this.docs.length
  }

  read(index: number): Y.Doc {
    return this.docs[index]!
  }

  change(index: number, edit: (doc: Y.Doc) => void): void {
    const doc = this.docs[index]!
    const counted = () => {
      this.changes += 1
    }
    doc.on('update', counted)
    doc.transact(() => edit(doc))
    doc.off('update', counted)
  }

  grow(): void {
    this.docs.push(new Y.Doc())
  }
}

const sam = { userId: 'sam', name: 'Sam', role: 'student', hue: 2 } as const
const kim = { userId: 'kim', name: 'Kim', role: 'student', hue: 3 } as const
const message = (id: string, fields: object = {}) => ({ id, author: sam, text: 'hi', replyTo: null, at: 10, ...fields })

function make(): { documents: MemoryDocuments; chat: Chat } {
  const documents = new MemoryDocuments()
  return { documents, chat: new Chat(documents) }
}

describe('sending', () => {
  test('puts the message, with its author as of now, under its id', () => {
    const { documents, chat } = make()
    const sent = chat.send(message('message-1'))
    expect(sent.document).toBe('chat/0')
    expect(documents.docs[0]?.getMap('messages').toJSON()).toEqual({ 'message-1': sent.message })
    expect(sent.message).toEqual({
      n: 1,
      by: 'sam',
      name: 'Sam',
      role: 'student',
      hue: 2,
      text: 'hi',
      at: 10,
      replyTo: null,
      editedAt: null,
      deleted: 'no',
      reactions: {},
    })
  })

  test('[CM4] a repeat answers with the message as it stands and writes nothing', () => {
    const { documents, chat } = make()
    const first = chat.send(message('message-1'))
    const again = chat.send(message('message-1', { text: 'other', at: 99 }))
    expect(again).toEqual(first)
    expect(documents.changes).toBe(1)
  })

  test('an id of somebody else is refused', () => {
    const { chat } = make()
    chat.send(message('message-1'))
    const taken = expect.objectContaining({ code: 'CONFLICT', field: 'id' })
    expect(() => chat.send(message('message-1', { author: kim }))).toThrow(taken)
  })

  test('a reply needs a message to reply to', () => {
    const { chat } = make()
    chat.send(message('message-1'))
    expect(chat.send(message('message-2', { replyTo: 'message-1' })).message.replyTo).toBe('message-1')
    const missing = expect.objectContaining({ code: 'NOT_FOUND', field: 'replyTo' })
    expect(() => chat.send(message('message-3', { replyTo: 'message-9' }))).toThrow(missing)
  })

  test('[DO6] goes on in the next document after 500, with numbers that rise, and finds messages in all', () => {
    const { documents, chat } = make()
    for (let n = 1; n <= 500; n += 1) chat.send(message(`message-${n}`))
    const next = chat.send(message('message-501', { replyTo: 'message-1' }))
    expect(next).toMatchObject({ document: 'chat/1', message: { n: 501, replyTo: 'message-1' } })
    expect(documents.docs.map((doc) => doc.getMap('messages').size)).toEqual([500, 1])
    expect(chat.send(message('message-7'))).toMatchObject({ document: 'chat/0', message: { n: 7 } })
    chat.edit('message-7', 'sam', 'late', 20)
    expect(chat.get('message-7')).toMatchObject({ text: 'late', editedAt: 20 })
  })
})

describe('editing', () => {
  test('is for the author alone', () => {
    const { chat } = make()
    chat.send(message('message-1'))
    const refused = expect.objectContaining({ code: 'NOT_ALLOWED' })
    expect(() => chat.edit('message-1', 'kim', 'mine', 20)).toThrow(refused)
    chat.edit('message-1', 'sam', 'hello', 20)
    expect(chat.get('message-1')).toMatchObject({ text: 'hello', editedAt: 20, n: 1, at: 10 })
  })

  test('to the same text is no edit', () => {
    const { chat } = make()
    chat.send(message('message-1'))
    chat.edit('message-1', 'sam', 'hi', 20)
    expect(chat.get('message-1').editedAt).toBeNull()
  })

  test('ends with deletion', () => {
    const { chat } = make()
    chat.send(message('message-1'))
    chat.delete('message-1', 'author')
    expect(() => chat.edit('message-1', 'sam', 'back', 20)).toThrow('This message was deleted.')
  })
})

describe('deleting', () => {
  test('takes text and reactions and leaves the place; who did it first stays', () => {
    const { documents, chat } = make()
    chat.send(message('message-1'))
    chat.react('message-1', 'kim', 'heart', true)
    chat.delete('message-1', 'staff')
    expect(chat.get('message-1')).toMatchObject({ text: '', reactions: {}, deleted: 'staff', n: 1 })
    const { changes } = documents
    chat.delete('message-1', 'author')
    expect(chat.get('message-1').deleted).toBe('staff')
    expect(documents.changes).toBe(changes)
  })

  test('what is not there is said to be not there', () => {
    expect(() => make().chat.delete('message-1', 'author')).toThrow('That message is not in this chat.')
  })
})

describe('reactions', () => {
  test('go on and off per person and kind, and repeats change nothing', () => {
    const { documents, chat } = make()
    chat.send(message('message-1'))
    chat.react('message-1', 'kim', 'heart', true)
    chat.react('message-1', 'sam', 'heart', true)
    chat.react('message-1', 'sam', 'clap', true)
    expect(chat.get('message-1').reactions).toEqual({ heart: ['kim', 'sam'], clap: ['sam'] })
    const { changes } = documents
    chat.react('message-1', 'sam', 'heart', true)
    chat.react('message-1', 'kim', 'clap', false)
    expect(documents.changes).toBe(changes)
    chat.react('message-1', 'sam', 'clap', false)
    chat.react('message-1', 'kim', 'heart', false)
    expect(chat.get('message-1').reactions).toEqual({ heart: ['sam'] })
  })

  test('do not go on deleted messages', () => {
    const { chat } = make()
    chat.send(message('message-1'))
    chat.delete('message-1', 'author')
    expect(() => chat.react('message-1', 'kim', 'heart', true)).toThrow('This message was deleted.')
  })
})
