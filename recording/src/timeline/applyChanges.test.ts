import { expect, test } from 'vitest'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { type Random, random } from '../../../scripts/support/random.ts'
import { applyChanges } from './applyChanges.ts'
import { diffStates } from './diffStates.ts'
import { diffTexts } from './diffTexts.ts'
import type { Change, Json, TimelineState } from './TimelineState.ts'

const VALUES: Json[] = [null, 0, 'a', '', true, [], [1, { b: 2 }], {}, { x: { y: [1] } }]
const TEXTS = ['', 'a', 'ab', 'abc', 'bc', 'a🙂c', 'a🙃c', '🙂🙃', '🙃🙂', 'aaaa', 'aaa']

function anyChange(chance: Random): Change {
  if (chance.next() < 0.2) {
    const [before, after] = [chance.pick(TEXTS), chance.pick(TEXTS)]
    return ['notes', 'text', diffTexts(before, after)]
  }
  const document = `board/${chance.below(3)}`
  const key = chance.pick(['a', 'b', 'c', 'toString'])
  return chance.next() < 0.4 ? [document, 'records', key] : [document, 'records', key, chance.pick(VALUES)]
}

test('[TI5] the difference of two states makes one of the other, and is empty between equals', () => {
  const chance = random(3)
  let state: TimelineState = {}
  let other: TimelineState = {}
  for (let i = 0; i < 3000; i += 1) {
    const next = applyChanges(state, [anyChange(chance), anyChange(chance)])
    if (chance.next() < 0.2) other = structuredClone(next)
    const forth = applyChanges(other, diffStates(other, next))
    expect(canonicalJson(forth)).toBe(canonicalJson(next))
    expect(canonicalJson(applyChanges(next, diffStates(next, other)))).toBe(canonicalJson(other))
    expect(diffStates(next, structuredClone(next))).toEqual([])
    state = next
  }
})

test('[TI5] applying changes leaves the state before as it was, and shares what is the same', () => {
  const before: TimelineState = { stage: { class: { page: '1' }, hands: {} }, 'board/1': { records: { a: { x: 1 } } } }
  const copy = structuredClone(before)
  const after = applyChanges(before, [
    ['stage', 'class', 'page', '2'],
    ['stage', 'people', 'ada', {}],
    ['notes', 'text', [{ insert: 'hello' }]],
  ])
  expect(before).toEqual(copy)
  expect(after['board/1']).toBe(before['board/1'])
  expect(after.stage!.hands).toBe(before.stage!.hands)
  expect(after.stage).toEqual({ class: { page: '2' }, hands: {}, people: { ada: {} } })
})

test('[TI5] what has nothing in it is not there', () => {
  const state = applyChanges({}, [
    ['notes', 'text', [{ insert: 'ab' }]],
    ['board/1', 'records', 'a', 1],
  ])
  const cleared = applyChanges(state, [
    ['notes', 'text', [{ delete: 2 }]],
    ['board/1', 'records', 'a'],
    ['board/2', 'records', 'never'],
  ])
  expect(cleared).toEqual({})
})

test.each(TEXTS.flatMap((before) => TEXTS.map((after) => [before, after])))(
  '[TI5] a text of %j becomes %j, with whole characters',
  (before, after) => {
    const delta = diffTexts(before, after)
    for (const step of delta) if ('insert' in step) expect(step.insert.isWellFormed()).toBe(true)
    const made = applyChanges({ notes: { text: before } }, [['notes', 'text', delta]])
    expect(made.notes?.text ?? '').toBe(after)
  },
)
