import { BOARD_RECORDS, MESSAGE_AWARENESS, MESSAGE_SYNC, NOTES_TEXT, SYNC_STEP_1, SYNC_UPDATE } from '@lectern/protocol'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { random } from '../../../../scripts/support/random.ts'
import { forge, gc, type Id, item, skip, type WriteStruct } from '../../support/forge.ts'
import type { Frame } from './frames.ts'

type Random = ReturnType<typeof random>

const MAX_FRAMES = 24
const MAX_FRAME_BYTES = 4096
/** Few, so that edits meet. */
const IDS = [1, 2, 3, 7, 200, 2 ** 31]
/** Bytes that mean something: kinds of content with and without origins, varints at their edges, JSON. */
const TELLING = [0, 1, 2, 4, 7, 8, 9, 10, 31, 32, 64, 116, 117, 118, 119, 122, 125, 127, 128, 132, 135, 136, 192, 255]

/** An input near those that were good so far, or one of a new kind. */
export function nextInput(pick: Random, corpus: readonly (readonly Frame[])[]): Frame[] {
  if (corpus.length === 0 || pick.below(5) === 0) return fresh(pick)
  let frames = pick.pick(corpus).map((frame) => ({ ...frame }))
  for (let changes = 1 + pick.below(4); changes > 0; changes -= 1) frames = change(pick, frames, corpus)
  return frames.slice(0, MAX_FRAMES)
}

function change(pick: Random, frames: Frame[], corpus: readonly (readonly Frame[])[]): Frame[] {
  const at = pick.below(frames.length + 1)
  const frame = frames[at]
  switch (pick.below(8)) {
    case 0:
      return [...frames.slice(0, at), ...pick.pick(corpus), ...frames.slice(at)]
    case 1:
      return [...frames.slice(0, at), ...fresh(pick), ...frames.slice(at)]
    case 2:
      return frame && frames.length > 1 ? frames.toSpliced(at, 1) : frames
    case 3:
      return frame ? frames.with(at, { ...frame, connection: pick.below(8), steps: pick.below(2) === 0 }) : frames
    case 4:
      return frame ? frames.toSpliced(pick.below(frames.length), 0, frame) : frames
    default:
      return frame ? frames.with(at, { ...frame, bytes: changedBytes(pick, frame.bytes) }) : frames
  }
}

function changedBytes(pick: Random, bytes: Uint8Array): Uint8Array {
  const at = pick.below(bytes.length + 1)
  const until = Math.min(bytes.length, at + 1 + pick.below(8))
  const byte = pick.below(3) ? pick.pick(TELLING) : pick.below(256)
  switch (pick.below(5)) {
    case 0:
      return joined(bytes.subarray(0, at), Uint8Array.of(byte), bytes.subarray(at))
    case 1:
      return joined(bytes.subarray(0, at), bytes.subarray(until))
    case 2:
      return joined(bytes.subarray(0, until), bytes.subarray(at))
    default:
      return at < bytes.length ? bytes.slice().fill(byte, at, at + 1) : bytes
  }
}

const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts)).subarray(0, MAX_FRAME_BYTES)

/** A few frames of one kind. */
function fresh(pick: Random): Frame[] {
  const make = pick.pick([forgedEdits, forgedEdits, forgedEdits, honestEdits, awareness, ask, nonsense])
  return make(pick).map((bytes) => ({ connection: pick.below(8), steps: pick.below(2) === 0, bytes }))
}

const sync = (type: number, bytes: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_SYNC)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })

const some = <T>(pick: Random, max: number, make: () => T): T[] =>
  Array.from({ length: 1 + pick.below(max) }, () => make())

function honestEdits(pick: Random): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = pick.pick(IDS)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(sync(SYNC_UPDATE, update)))
  const records = doc.getMap(BOARD_RECORDS)
  const text = doc.getText(NOTES_TEXT)
  const edits = [
    () => records.set(`k${pick.below(3)}`, { n: pick.below(9) }),
    () => records.set(`k${pick.below(3)}`, new Y.Map([['a', new Y.Text('ab')]])),
    () =>
      records.set(`k${pick.below(3)}`, pick.pick<unknown>([new Y.Array(), new Y.XmlElement('p'), new Uint8Array(3)])),
    () => records.delete(`k${pick.below(3)}`),
    () => text.insert(pick.below(text.length + 1), pick.pick(['a', 'bc', '😀']), pick.below(2) ? { bold: true } : {}),
    () => text.length > 1 && text.delete(pick.below(text.length - 1), 1),
    () => text.length > 1 && text.format(0, 2, { bold: pick.pick([true, null]) }),
    () => text.insertEmbed(0, { image: 'x' }),
  ]
  some(pick, 5, () => pick.pick(edits)())
  return updates
}

function forgedEdits(pick: Random): Uint8Array[] {
  const anyId = (): Id | undefined => (pick.below(3) ? [pick.pick(IDS), pick.below(12)] : undefined)
  const anyItem = (): WriteStruct => {
    const ref = pick.pick([1, 3, 4, 4, 5, 6, 7, 7, 8, 8, 9])
    const parent = pick.below(4) === 0 ? { parent: anyId() ?? ([1, 0] as Id) } : {}
    const key = pick.below(2) ? { key: `k${pick.below(3)}` } : {}
    const root = pick.pick([BOARD_RECORDS, NOTES_TEXT])
    return item({ origin: anyId(), right: anyId(), root, ref, ...parent, ...key }, contentOf(pick, ref))
  }
  const struct = () => pick.pick([anyItem, anyItem, anyItem, anyItem, () => gc(1 + pick.below(3)), () => skip(1)])()
  const client = (id: number) => ({ id, clock: pick.below(12), structs: some(pick, 4, struct) })
  const deleted = (): [number, number, number] => [pick.pick(IDS), pick.below(12), pick.below(5)]
  return some(pick, 4, () => {
    const ids = new Set(some(pick, 2, () => pick.pick(IDS)))
    return sync(SYNC_UPDATE, forge([...ids].map(client), pick.below(3) ? [] : some(pick, 2, deleted)))
  })
}

function contentOf(pick: Random, ref: number): WriteStruct {
  return (encoder) => {
    if (ref === 4) encoding.writeVarString(encoder, 'abc'.slice(pick.below(3)))
    else if (ref === 5) encoding.writeVarString(encoder, '{"a":1}')
    else if (ref === 6) {
      encoding.writeVarString(encoder, pick.pick(['bold', 'a']))
      encoding.writeVarString(encoder, pick.pick(['true', 'null', '{"a":[1]}']))
    } else if (ref === 7) {
      encoding.writeVarUint(encoder, pick.below(7))
      encoding.writeVarString(encoder, 'p')
    } else if (ref === 8) {
      const values = some(pick, 3, () => pick.pick<unknown>([1, 'a', null, { a: [1, { b: 2 }] }, [], undefined, 1.5]))
      encoding.writeVarUint(encoder, values.length)
      for (const value of values) encoding.writeAny(encoder, value as null)
    } else encoding.writeVarUint(encoder, 1 + pick.below(4))
  }
}

function awareness(pick: Random): Uint8Array[] {
  const states = ['null', '{}', '{"user":{"name":"x"}}', '[]', '{"cursor":', '7', '{"__proto__":{"a":1}}']
  return some(pick, 3, () =>
    encoding.encode((encoder) => {
      const update = encoding.encode((inner) => {
        const count = pick.below(4)
        encoding.writeVarUint(inner, count)
        for (let left = count; left > 0; left -= 1) {
          encoding.writeVarUint(inner, pick.pick(IDS))
          encoding.writeVarUint(inner, pick.below(4))
          encoding.writeVarString(inner, pick.pick(states))
        }
      })
      encoding.writeVarUint(encoder, pick.below(4) ? MESSAGE_AWARENESS : pick.below(5))
      encoding.writeVarUint8Array(encoder, update)
    }),
  )
}

function ask(pick: Random): Uint8Array[] {
  const known = new Map(some(pick, 3, () => [pick.pick(IDS), pick.below(12)] as const))
  const stateVector = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, known.size)
    for (const pair of known) for (const number of pair) encoding.writeVarUint(encoder, number)
  })
  return [sync(SYNC_STEP_1, stateVector)]
}

const nonsense = (pick: Random): Uint8Array[] =>
  some(pick, 2, () => Uint8Array.from({ length: pick.below(40) }, () => pick.pick(TELLING)))
