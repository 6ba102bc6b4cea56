import { LecternError, SYNC_LIMITS } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { EncodedContent } from './EncodedContent.ts'
import { VALUE_DEPTH } from './skipPlainValue.ts'

export type Struct = Y.Item | Y.GC

export interface DeletedRange {
  clock: number
  len: number
}

/** A Yjs update taken apart, and nothing else done with it. */
export interface Edit {
  /** Yjs client id → its structs by rising clock, without gaps between them. */
  structs: Map<number, Struct[]>
  /** Yjs client id → ranges of its items. */
  deleted: Map<number, DeletedRange[]>
}

/** Elements that one struct may stand for. */
const STRUCT_LENGTH = 1 << 24

/** A range costs little: a client that comes back tells all that was ever deleted. */
const WORK_OF_RANGE = 1 / 16

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_PARENT_KEY = 0x20
const CONTENT_BITS = 0x1f
const SKIP = 10

const badUpdate = (why: string) => new LecternError('BAD_UPDATE', `The edit could not be read: ${why}.`)

/**
 * Decodes an update of version 1. It is our own because Yjs decodes whatever is claimed: here the limits hold while it is
 * read, and what Yjs takes but could not keep (empty structs, gaps, documents in documents, endless nesting) is refused.
 * `work` is charged one unit per struct, and less per deleted range, before they are read. Throws BAD_UPDATE, RESYNC, TOO_LARGE or what `work` throws.
 */
export function decodeEdit(update: Uint8Array, work: (units: number) => void = () => undefined): Edit {
  try {
    const decoder = new Y.UpdateDecoderV1(decoding.createDecoder(update))
    const edit = { structs: readStructs(decoder, work), deleted: readDeleted(decoder, work) }
    // Version 2 of the encoding often reads as an empty version 1 with something behind it.
    if (decoding.hasContent(decoder.restDecoder)) throw badUpdate('something follows its end')
    return edit
  } catch (error) {
    throw error instanceof LecternError ? error : badUpdate('it is not a Yjs update of version 1')
  }
}

function readStructs(decoder: Y.UpdateDecoderV1, work: (units: number) => void): Map<number, Struct[]> {
  const byClient = new Map<number, Struct[]>()
  let count = 0
  for (let clients = decoding.readVarUint(decoder.restDecoder); clients > 0; clients -= 1) {
    const length = decoding.readVarUint(decoder.restDecoder)
    const client = decoder.readClient()
    count += length
    if (count > SYNC_LIMITS.structsPerFrame) throw new LecternError('TOO_LARGE')
    work(length)
    if (byClient.has(client)) throw badUpdate('a client comes twice')
    byClient.set(client, readStructsOf(decoder, client, length))
  }
  return byClient
}

function readStructsOf(decoder: Y.UpdateDecoderV1, client: number, length: number): Struct[] {
  const structs: Struct[] = []
  let clock = decoding.readVarUint(decoder.restDecoder)
  for (let left = length; left > 0; left -= 1) {
    const struct = readStruct(decoder, Y.createID(client, clock))
    if (!(struct.length > 0 && struct.length <= STRUCT_LENGTH)) throw badUpdate('a struct has no sound length')
    structs.push(struct)
    clock += struct.length
  }
  if (!Number.isSafeInteger(clock)) throw badUpdate('a clock is too high')
  return structs
}

function readStruct(decoder: Y.UpdateDecoderV1, id: Y.ID): Struct {
  const info = decoder.readInfo()
  if (info === SKIP) throw new LecternError('RESYNC')
  if (info === 0) return new Y.GC(id, decoder.readLen())
  const origin = info & HAS_ORIGIN ? decoder.readLeftID() : null
  const rightOrigin = info & HAS_RIGHT_ORIGIN ? decoder.readRightID() : null
  const tellsParent = origin === null && rightOrigin === null
  const parent = tellsParent ? readParent(decoder) : null
  const key = tellsParent && info & HAS_PARENT_KEY ? decoder.readString() : null
  // Until it is integrated an item's parent may be the name of a root type; Yjs does the same, its types do not say so.
  return new Y.Item(id, null, origin, null, rightOrigin, parent as Y.ID | null, key, readContent(decoder, info))
}

const readParent = (decoder: Y.UpdateDecoderV1): string | Y.ID =>
  decoder.readParentInfo() ? decoder.readString() : decoder.readLeftID()

function readContent(decoder: Y.UpdateDecoderV1, info: number): Y.Item['content'] {
  switch (info & CONTENT_BITS) {
    case 1:
      return new Y.ContentDeleted(decoder.readLen())
    case 2:
      return new Y.ContentJSON(readMany(decoder, readJsonOrUndefined))
    case 3:
      return new Y.ContentBinary(decoder.readBuf())
    case 4:
      return new Y.ContentString(decoder.readString())
    case 5:
      return new Y.ContentEmbed(checked(decoder.readJSON()))
    case 6:
      return new Y.ContentFormat(decoder.readKey(), checked(decoder.readJSON()))
    case 7:
      return new Y.ContentType(readType(decoder))
    case 8:
      return EncodedContent.read(decoder)
    default:
      throw badUpdate('it holds what a class has no use for')
  }
}

function readMany(decoder: Y.UpdateDecoderV1, readOne: (decoder: Y.UpdateDecoderV1) => unknown): unknown[] {
  const values: unknown[] = []
  for (let left = decoder.readLen(); left > 0; left -= 1) values.push(readOne(decoder))
  return values
}

function readJsonOrUndefined(decoder: Y.UpdateDecoderV1): unknown {
  const text = decoder.readString()
  return text === 'undefined' ? undefined : checked(JSON.parse(text))
}

function readType(decoder: Y.UpdateDecoderV1): Y.ContentType['type'] {
  switch (decoder.readTypeRef()) {
    case 0:
      return new Y.Array()
    case 1:
      return new Y.Map()
    case 2:
      return new Y.Text()
    case 3:
      return new Y.XmlElement(decoder.readKey())
    case 4:
      return new Y.XmlFragment()
    case 5:
      return new Y.XmlHook(decoder.readKey())
    case 6:
      return new Y.XmlText()
    default:
      throw badUpdate('it holds a type that Yjs does not have')
  }
}

function checked<T>(value: T): T {
  if (!isPlain(value, VALUE_DEPTH)) throw badUpdate('a value is nested too deep, or is not JSON')
  return value
}

function isPlain(value: unknown, depth: number): boolean {
  // JSON cannot hold a bigint: whoever turned the document into JSON would fail.
  if (typeof value === 'bigint') return false
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true
  if (depth === 0) return false
  return Object.values(value).every((each) => isPlain(each, depth - 1))
}

function readDeleted(decoder: Y.UpdateDecoderV1, work: (units: number) => void): Map<number, DeletedRange[]> {
  const byClient = new Map<number, DeletedRange[]>()
  for (let clients = decoding.readVarUint(decoder.restDecoder); clients > 0; clients -= 1) {
    const client = decoding.readVarUint(decoder.restDecoder)
    if (byClient.has(client)) throw badUpdate('a client comes twice')
    const count = decoding.readVarUint(decoder.restDecoder)
    work(count * WORK_OF_RANGE)
    byClient.set(client, readRanges(decoder, count))
  }
  return byClient
}

/** Ranges by rising clock, as Yjs writes them: each item is looked at once, however many ranges there are. */
function readRanges(decoder: Y.UpdateDecoderV1, count: number): DeletedRange[] {
  const ranges: DeletedRange[] = []
  let end = 0
  for (let left = count; left > 0; left -= 1) {
    const range = { clock: decoder.readDsClock(), len: decoder.readDsLen() }
    if (range.clock < end) throw badUpdate('deleted ranges are not in order')
    end = range.clock + range.len
    ranges.push(range)
  }
  return ranges
}
