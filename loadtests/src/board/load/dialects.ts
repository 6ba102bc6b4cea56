import { MESSAGE_SYNC, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** How a server wants to be spoken to. */
export interface Dialect {
  /** The first messages: who has nothing asks for the document. */
  hello(document: string): Uint8Array[]
  update(document: string, update: Uint8Array): Uint8Array
  /** What a message says of the document's content; undefined where it says something else. */
  read(message: Uint8Array): SyncMessage | undefined
}

export interface SyncMessage {
  /** The answer to `hello` ends with this one. */
  isAnswer: boolean
  /** A part of the message, not a copy. */
  update: Uint8Array
}

const HOCUSPOCUS_AUTH = 2
const HOCUSPOCUS_TOKEN = 0
const NOTHING = new Uint8Array([0])

const writeSync = (encoder: encoding.Encoder, type: number, bytes: Uint8Array): void => {
  encoding.writeVarUint(encoder, MESSAGE_SYNC)
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, bytes)
}

function readSync(decoder: decoding.Decoder): SyncMessage | undefined {
  if (decoding.readVarUint(decoder) !== MESSAGE_SYNC) return undefined
  const type = decoding.readVarUint(decoder)
  if (type === SYNC_STEP_1) return undefined
  return { isAnswer: type === SYNC_STEP_2, update: decoding.readVarUint8Array(decoder) }
}

const named = (document: string, write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, document)
    write(encoder)
  })

export const DIALECTS = {
  yWebsocket: {
    hello: () => [encoding.encode((encoder) => writeSync(encoder, SYNC_STEP_1, NOTHING))],
    update: (_document, update) => encoding.encode((encoder) => writeSync(encoder, SYNC_UPDATE, update)),
    read: (message) => readSync(decoding.createDecoder(message)),
  },
  hocuspocus: {
    hello: (document) => [
      named(document, (encoder) => {
        encoding.writeVarUint(encoder, HOCUSPOCUS_AUTH)
        encoding.writeVarUint(encoder, HOCUSPOCUS_TOKEN)
        encoding.writeVarString(encoder, 'anybody')
      }),
      named(document, (encoder) => writeSync(encoder, SYNC_STEP_1, NOTHING)),
    ],
    update: (document, update) => named(document, (encoder) => writeSync(encoder, SYNC_UPDATE, update)),
    read: (message) => {
      const decoder = decoding.createDecoder(message)
      decoding.readVarString(decoder)
      return readSync(decoder)
    },
  },
} satisfies Record<string, Dialect>

export type DialectName = keyof typeof DIALECTS
