import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { decodeEdit } from './decodeEdit.ts'
import { EncodedContent } from './EncodedContent.ts'

const VALUES = [
  { id: 'shape:a', x: 1.5, y: -2.25, z: 0.1, n: 1_000_000, deep: [{ of: ['ä', '🙂', ''] }], no: null, is: true },
  'text',
  { gone: undefined, bytes: new Uint8Array([1, 2, 3]) },
  -7,
  null,
  [],
]

/** What comes of values in an array that one edit wrote. */
function contentOf(values: unknown[]): EncodedContent {
  const doc = new Y.Doc()
  doc.getArray('list').push(values)
  const [structs] = [...decodeEdit(Y.encodeStateAsUpdate(doc)).structs.values()]
  return (structs![0] as Y.Item).content as EncodedContent
}

function written(content: Y.ContentAny, offset = 0): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  content.write(encoder, offset)
  return encoding.toUint8Array(encoder.restEncoder)
}

/** An update with these bytes as the only value of one item. */
function updateWith(value: number[]): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.getArray('list').push(['@'])
  const update = [...Y.encodeStateAsUpdate(doc)]
  // The value is followed by an empty set of deletions, one byte.
  return new Uint8Array([...update.slice(0, -4), ...value, 0])
}

describe('values that stay encoded', () => {
  test('are the same values', () => {
    const content = contentOf(VALUES)
    expect(content).toBeInstanceOf(EncodedContent)
    expect(content.getLength()).toBe(VALUES.length)
    expect(content.getContent()).toEqual(VALUES)
    expect(content.copy().getContent()).toEqual(VALUES)
  })

  test.each([0, 1, 4])('are written as Yjs writes them, from the %i-th on', (offset) => {
    expect(written(contentOf(VALUES), offset)).toEqual(written(new Y.ContentAny(VALUES), offset))
  })

  test('are cut and joined as those of Yjs', () => {
    const left = contentOf(VALUES)
    const right = left.splice(2)
    expect([left.getContent(), right.getContent()]).toEqual([VALUES.slice(0, 2), VALUES.slice(2)])
    expect([left.getLength(), right.getLength()]).toEqual([2, VALUES.length - 2])
    left.mergeWith(right)
    expect(left.getContent()).toEqual(VALUES)
    expect(written(left)).toEqual(written(new Y.ContentAny(VALUES)))
  })
})

describe('values that nobody could read', () => {
  const text = (value: string) => [119, value.length, ...Buffer.from(value)]
  const object = (key: string) => [118, 1, key.length, ...Buffer.from(key), 126]

  test('what is sound passes', () => {
    for (const value of [text('a'), object('key'), object('_proto___'), [117, 2, 126, 127], [116, 1, 9]]) {
      expect(() => decodeEdit(updateWith(value))).not.toThrow()
    }
  })

  test.each([
    ['a text that is not UTF-8', [119, 2, 0xc3, 0x28]],
    ['a key that is not UTF-8', [118, 1, 1, 0xff, 126]],
    ['a key that makes an object another one', object('__proto__')],
    ['a bigint', [122, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['a type that is none', [99]],
    ['more text than there is', [119, 100, 65]],
    ['more bytes than there are', [116, 100, 65]],
    ['more fields than there are', [118, 100, 1, 65, 126]],
    ['more elements than there are', [117, 0xff, 0xff, 0xff, 0x7f, 126]],
    ['a number that is cut', [123, 1, 2]],
    ['a number that is not there', [125]],
    ['a number that is too big', [125, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]],
    ['an array in arrays without end', Array(70).fill([117, 1]).flat().concat(126)],
  ])('refused: %s', (_what, value) => {
    expect(() => decodeEdit(updateWith(value))).toThrow('The edit could not be read')
  })

  test('what passes is read by lib0 to its last byte', () => {
    const values = [text('a'), object('key'), [117, 2, 126, 127], [116, 1, 9], [125, 0x41], [124, 0, 0, 0, 0]]
    for (const value of values) {
      const decoder = decoding.createDecoder(new Uint8Array(value))
      decoding.readAny(decoder)
      expect(decoder.pos).toBe(value.length)
      expect(() => decodeEdit(updateWith(value))).not.toThrow()
    }
  })
})
