import type { StagePerson } from '@lectern/protocol'
import type { ChatLine } from '../classroom/ChatBook.ts'
import type { PrivateLine } from '../classroom/PrivateBook.ts'
import type { ShownMessage } from './ShownMessage.ts'

/** A line of the class chat as the panel shows it. */
export function shownLine(line: ChatLine): ShownMessage {
  const { id, by, name, hue, role, text, at, replyTo, editedAt, deleted, reactions, send, error } = line
  return {
    id,
    by,
    name,
    hue,
    role,
    text,
    at,
    replyTo,
    edited: editedAt !== null,
    deleted,
    reactions,
    state: send,
    problem: error?.message,
  }
}

/** A private line as the panel shows it; who wrote it is looked up among the people. */
export function shownPrivateLine(line: PrivateLine, people: ReadonlyMap<string, StagePerson>): ShownMessage {
  const writer = people.get(line.from)
  return {
    id: line.id,
    by: line.from,
    name: writer?.name ?? 'Somebody',
    hue: writer?.hue ?? 0,
    role: writer?.role ?? 'student',
    text: line.text,
    at: line.at,
    replyTo: null,
    edited: false,
    deleted: 'no',
    reactions: {},
    state: line.send,
    problem: line.error?.message,
  }
}
