import { BOARD_RECORDS } from '@lectern/protocol'
import * as encoding from 'lib0/encoding'

export type WriteStruct = (encoder: encoding.Encoder) => void
export type Id = [client: number, clock: number]

export interface ForgedClient {
  id: number
  clock: number
  structs: WriteStruct[]
  /** Number of structs that is told, where it is not the true one. */
  claimed?: number
}

export interface ForgedItem {
  origin?: Id | undefined
  right?: Id | undefined
  root?: string
  parent?: Id
  key?: string
  /** Number of the content's type. */
  ref?: number
}

/** Writes a Yjs update (version 1) by hand: blocks of raw structs per client, and deleted ranges. */
export function forge(clients: ForgedClient[], deleted: [client: number, clock: number, len: number][] = []) {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients.length)
    for (const { id, clock, structs, claimed } of clients) {
      for (const number of [claimed ?? structs.length, id, clock]) encoding.writeVarUint(encoder, number)
      for (const struct of structs) struct(encoder)
    }
    encoding.writeVarUint(encoder, deleted.length)
    for (const [client, ...range] of deleted) {
      for (const number of [client, 1, ...range]) encoding.writeVarUint(encoder, number)
    }
  })
}

/** An item; without `content` it holds the number 1. */
export const item =
  ({ origin, right, root = BOARD_RECORDS, parent, key, ref = 8 }: ForgedItem, content?: WriteStruct): WriteStruct =>
  (encoder) => {
    encoding.writeUint8(encoder, ref | (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (key === undefined ? 0 : 0x20))
    if (origin) writeId(encoder, origin)
    if (right) writeId(encoder, right)
    if (!origin && !right) {
      encoding.writeVarUint(encoder, parent ? 0 : 1)
      if (parent) writeId(encoder, parent)
      else encoding.writeVarString(encoder, root)
      if (key !== undefined) encoding.writeVarString(encoder, key)
    }
    if (content) return content(encoder)
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, 1)
  }

export const skip = numbered(10)
export const gc = numbered(0)

function numbered(info: number) {
  return (len: number): WriteStruct =>
    (encoder) => {
      encoding.writeUint8(encoder, info)
      encoding.writeVarUint(encoder, len)
    }
}

function writeId(encoder: encoding.Encoder, id: Id): void {
  for (const number of id) encoding.writeVarUint(encoder, number)
}
