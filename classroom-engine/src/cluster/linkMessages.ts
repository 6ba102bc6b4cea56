import { ERRORS, type ErrorCode, JoinClaims } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'

/** Changes whenever a message does: engines of different versions do not link, and clients go to another one. */
export const LINK_VERSION = 1
export const LINK_PATH = '/cluster'

interface Field<T> {
  write(encoder: encoding.Encoder, value: T): void
  read(decoder: decoding.Decoder): T
}
type Table = Record<string, Record<string, Field<unknown>>>
type MessageOf<T extends Table> = {
  [Type in keyof T]: { type: Type } & {
    [Name in keyof T[Type]]: T[Type][Name] extends Field<infer Value> ? Value : never
  }
}[keyof T]

const number: Field<number> = { write: encoding.writeVarUint, read: decoding.readVarUint }
const text: Field<string> = { write: encoding.writeVarString, read: decoding.readVarString }
const bytes: Field<Uint8Array> = { write: encoding.writeVarUint8Array, read: decoding.readVarUint8Array }
const flag: Field<boolean> = {
  write: (encoder, value) => encoding.writeUint8(encoder, value ? 1 : 0),
  read: (decoder) => decoding.readUint8(decoder) === 1,
}
const json = <Schema extends z.ZodType>(schema: Schema): Field<z.output<Schema>> => ({
  write: (encoder, value) => encoding.writeVarString(encoder, JSON.stringify(value) ?? 'null'),
  read: (decoder) => schema.parse(JSON.parse(decoding.readVarString(decoder))),
})

const code = json(z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]))
const claims = json(JoinClaims)
const anything = json(z.unknown())
const WireError = z.object({
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  field: z.string().optional(),
  retryAfterMs: z.number().optional(),
})
const ack = json(
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: z.unknown() }),
    z.object({ ok: z.literal(false), error: WireError }),
  ]),
)

/**
 * What an engine says to the one that leads a room. `connection`: names a document or a session on this link, for as long as
 * either end has it. `call`: names what `ack` answers.
 */
const TO_LEADER = {
  hello: { version: number, instance: text },
  /** Has the room read; it is answered before anything else is asked of it. */
  openRoom: { call: number, room: text },
  /** Whether the person may connect. */
  admit: { call: number, room: text, claims },
  endRoom: { call: number, room: text, actor: text },
  openDocument: { connection: number, room: text, document: text, claims },
  frame: { connection: number, frame: bytes },
  closeDocument: { connection: number },
  openSession: { connection: number, room: text, claims },
  command: { connection: number, call: number, name: text, payload: anything },
  closeSession: { connection: number },
} satisfies Table

const TO_FOLLOWER = {
  welcome: { version: number, instance: text },
  ack: { call: number, ack },
  send: { connection: number, frame: bytes },
  /** From here on the document's socket gets what is published under the topic. */
  subscribe: { connection: number, topic: text },
  /** For all sockets that subscribed, once for the link. */
  publish: { topic: text, frame: bytes },
  closeDocument: { connection: number, code },
  emit: { connection: number, event: text, payload: anything },
  hearClass: { connection: number, on: flag },
  closeSession: { connection: number },
  /** This engine does not lead the room any more: ask who does. */
  roomMoved: { room: text },
} satisfies Table

export type ToLeader = MessageOf<typeof TO_LEADER>
export type ToFollower = MessageOf<typeof TO_FOLLOWER>

/** Encodes and decodes the messages of one direction. `decode` throws on bytes that are no message. */
interface Codec<Message> {
  encode(message: Message): Uint8Array
  decode(frame: Uint8Array): Message
}

export const toLeader: Codec<ToLeader> = codec<ToLeader>(TO_LEADER)
export const toFollower: Codec<ToFollower> = codec<ToFollower>(TO_FOLLOWER)

/** A message: the number of its type, then its fields in the order of the table. */
function codec<Message extends { type: string }>(table: Table): Codec<Message> {
  const types = Object.keys(table)
  const numbers = new Map(types.map((type, index) => [type, index]))
  return {
    encode: (message) =>
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, numbers.get(message.type)!)
        const values = message as unknown as Record<string, unknown>
        for (const [name, field] of Object.entries(table[message.type]!)) field.write(encoder, values[name])
      }),
    decode: (frame) => {
      const decoder = decoding.createDecoder(frame)
      const type = types[decoding.readVarUint(decoder)]
      if (type === undefined) throw new Error('a message of an unknown type')
      const message: Record<string, unknown> = { type }
      for (const [name, field] of Object.entries(table[type]!)) message[name] = field.read(decoder)
      if (decoding.hasContent(decoder)) throw new Error(`more bytes than a ${type} has`)
      return message as unknown as Message
    },
  }
}
