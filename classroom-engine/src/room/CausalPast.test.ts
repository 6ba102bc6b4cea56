import { NOTES_TEXT } from '@lectern/protocol'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { random } from '../../../scripts/support/random.ts'
import { forge, type Id, item, type WriteStruct } from '../../test/support/forge.ts'
import { applyEdit } from './applyEdit.ts'
import { CausalPast } from './CausalPast.ts'
import { decodeEdit } from './decodeEdit.ts'

const OWN_IDS = [11, 12, 13]
const HONEST_IDS = [5, 21]

function server() {
  const doc = new Y.Doc()
  const root = { name: NOTES_TEXT, type: doc.getText(NOTES_TEXT), keyed: false, past: new CausalPast(doc) }
  const rules = { root, claim: () => undefined, work: () => undefined }
  const take = (update: Uint8Array) => doc.transact((transaction) => applyEdit(transaction, decodeEdit(update), rules))
  return { doc, take, text: () => doc.getText(NOTES_TEXT).toString() }
}

function client(id: number) {
  const doc = new Y.Doc()
  doc.clientID = id
  return { doc, text: doc.getText(NOTES_TEXT), catchUp: (from: Y.Doc) => Y.applyUpdate(doc, updateOf(from, doc)) }
}

const updateOf = (from: Y.Doc, to?: Y.Doc) => Y.encodeStateAsUpdate(from, to && Y.encodeStateVector(to))

const letter = (origin: Id | undefined, right: Id | undefined, text: string): WriteStruct =>
  item({ origin, right, root: NOTES_TEXT, ref: 4 }, (encoder) => encoding.writeVarString(encoder, text))

describe('what was made where its writer cannot have made it', () => {
  test('[SY6] is refused: around something of its own', () => {
    const { take } = server()
    take(forge([{ id: 11, clock: 0, structs: [letter(undefined, undefined, 'abc')] }]))
    const around = forge([{ id: 11, clock: 3, structs: [letter([11, 0], [11, 2], 'x')] }])
    expect(() => take(around)).toThrow(expect.objectContaining({ code: 'BAD_UPDATE' }))
  })

  test('[SY6] is refused: around what it has seen under another id', () => {
    const { take } = server()
    take(forge([{ id: 11, clock: 0, structs: [letter(undefined, undefined, 'abc')] }]))
    take(forge([{ id: 12, clock: 0, structs: [letter([11, 2], undefined, 'd')] }]))
    const around = forge([{ id: 12, clock: 1, structs: [letter([11, 0], [11, 2], 'x')] }])
    expect(() => take(around)).toThrow(expect.objectContaining({ code: 'BAD_UPDATE' }))
  })

  test('[SY6] around what others put there meanwhile is what people do', () => {
    const { take, text, doc } = server()
    const [ada, sam] = [client(11), client(12)]
    ada.text.insert(0, 'ac')
    take(updateOf(ada.doc))
    sam.catchUp(ada.doc)
    ada.text.insert(1, 'b')
    sam.text.insert(1, 'B')
    take(updateOf(ada.doc, doc))
    take(updateOf(sam.doc, doc))
    expect(text()).toBe('abBc')
  })
})

/** One person under several ids forges items with any neighbours that there are, among people who write together. */
function attack(seed: number): { live: string; late: string[]; accepted: number } {
  const pick = random(seed)
  const { doc, take, text } = server()
  const live = new Y.Doc()
  doc.on('update', (update: Uint8Array) => Y.applyUpdate(live, update))
  const honest = HONEST_IDS.map(client)
  const anyId = (): Id | undefined => {
    const id = pick.pick([...OWN_IDS, ...HONEST_IDS])
    const state = Y.getState(doc.store, id)
    return state > 0 && pick.below(6) > 0 ? [id, pick.below(state)] : undefined
  }
  let accepted = 0
  for (let round = 0; round < 30; round += 1) {
    const each = pick.pick(honest)
    if (pick.below(3) === 0) each.catchUp(doc)
    each.text.insert(pick.below(each.text.length + 1), 'ab')
    if (pick.below(4) === 0) each.text.delete(0, 1)
    take(updateOf(each.doc, doc))
    const id = pick.pick(OWN_IDS)
    const origin = anyId()
    const update = forge([
      { id, clock: Y.getState(doc.store, id), structs: [letter(origin, anyId(), 'xyz'.slice(pick.below(3)))] },
    ])
    try {
      take(update)
      accepted += 1
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/BAD_UPDATE|RESYNC/) })
    }
  }
  const whole = new Y.Doc()
  Y.applyUpdate(whole, updateOf(doc))
  const twice = new Y.Doc()
  Y.applyUpdate(twice, updateOf(live))
  const late = [whole, twice].map((each) => each.getText(NOTES_TEXT).toString())
  expect(live.getText(NOTES_TEXT).toString()).toBe(text())
  return { live: text(), late, accepted }
}

test.each(Array.from({ length: 10 }, (_, n) => n * 25))(
  '[LG8] forged neighbours make nobody read another text than others do (25 seeds from %i)',
  (first) => {
    let accepted = 0
    for (let seed = first; seed < first + 25; seed += 1) {
      const { live, late, accepted: taken } = attack(seed)
      for (const text of late) expect(text, `seed ${seed}`).toBe(live)
      accepted += taken
    }
    expect(accepted).toBeGreaterThan(25)
  },
  30_000,
)
