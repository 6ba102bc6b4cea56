import * as decoding from 'lib0/decoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { StateAnswers } from './StateAnswers.ts'
import { syncFrames } from './syncFrames.ts'

function answering() {
  const doc = new Y.Doc()
  const answers = new StateAnswers(doc)
  doc.on('update', (update: Uint8Array) => answers.changed(syncFrames.update(update)))
  return { doc, answers }
}

/** What a client makes of an answer: its document, and what it was asked for in return. */
function read(frames: Uint8Array[], doc = new Y.Doc()): Y.Doc {
  const types = frames.map((frame) => {
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint(decoder)
    const type = decoding.readVarUint(decoder)
    if (type !== 0) Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
    return type
  })
  // Step 2 ends it, since a client counts as synced from there; then the engine's step 1.
  expect(types.slice(-2)).toEqual([1, 0])
  return doc
}

const NOTHING = new Uint8Array([0])

describe('StateAnswers', () => {
  test('[SY3] who has nothing gets everything, once encoded however many ask', () => {
    const { doc, answers } = answering()
    doc.getMap('records').set('a', 1)
    for (let n = 0; n < 5; n += 1) expect(read(answers.framesFor(NOTHING)).getMap('records').toJSON()).toEqual({ a: 1 })
    expect(answers.encoded).toBe(1)
  })

  test('[SY3] changes are added to the answer that was encoded before', () => {
    const { doc, answers } = answering()
    doc.getMap('records').set('a', 1)
    answers.framesFor(NOTHING)
    doc.getMap('records').set('a', 2)
    doc.getMap('records').delete('a')
    doc.getMap('records').set('b', 3)
    expect(read(answers.framesFor(NOTHING)).getMap('records').toJSON()).toEqual({ b: 3 })
    expect(answers.encoded).toBe(1)
  })

  test('[SY3] who has something gets the rest', () => {
    const { doc, answers } = answering()
    doc.getMap('records').set('a', 1)
    const client = new Y.Doc()
    Y.applyUpdate(client, Y.encodeStateAsUpdate(doc))
    doc.getMap('records').set('b', 2)
    const frames = answers.framesFor(Y.encodeStateVector(client))
    expect(read(frames, client).getMap('records').toJSON()).toEqual({ a: 1, b: 2 })
  })

  test('after many changes the answer is encoded anew: of a small document, whoever comes gets few frames', () => {
    const { doc, answers } = answering()
    for (let n = 0; n <= 200; n += 1) {
      doc.getMap('records').set('a', n)
      expect(answers.framesFor(NOTHING).length).toBeLessThan(12)
    }
    expect(read(answers.framesFor(NOTHING)).getMap('records').get('a')).toBe(200)
    expect(answers.encoded).toBeLessThan(40)
  })

  test('a large document is not encoded again for every few changes', () => {
    const { doc, answers } = answering()
    doc.getMap('records').set('large', 'x'.repeat(2_000_000))
    for (let n = 0; n < 100; n += 1) {
      doc.getMap('records').set('a', n)
      answers.framesFor(NOTHING)
    }
    expect(answers.encoded).toBe(1)
  })

  test('a state vector that is none throws', () => {
    expect(() => answering().answers.framesFor(new Uint8Array([200]))).toThrow()
  })
})
