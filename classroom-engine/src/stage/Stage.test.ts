import type { StagePerson } from '@lectern/protocol'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { freeHue } from './freeHue.ts'
import { Stage } from './Stage.ts'

const opening = { title: 'Cells', guestPolicy: 'ask', at: 1000 } as const

const person = (fields: Partial<StagePerson> = {}): StagePerson => ({
  name: 'Sam',
  role: 'student',
  hue: 0,
  grants: [],
  guest: false,
  presence: 'class',
  joinedAt: 1000,
  leftAt: null,
  microphoneLocked: false,
  ...fields,
})

function openStage(): { doc: Y.Doc; stage: Stage } {
  const doc = new Y.Doc()
  const stage = new Stage(doc)
  stage.initialise(opening)
  return { doc, stage }
}

describe('a new stage', () => {
  test('is live, has one page and one chat document', () => {
    const { stage } = openStage()
    expect(stage.get('state')).toBe('live')
    expect(stage.get('title')).toBe('Cells')
    expect(stage.pages.entries()).toEqual([['1', { title: 'Page 1', order: 1 }]])
    expect(stage.get('defaultGrants')).toEqual(['speak'])
  })

  test('is filled once: a second time changes nothing', () => {
    const { doc, stage } = openStage()
    const before = Y.encodeStateVector(doc)
    stage.initialise({ ...opening, title: 'Other' })
    expect(Y.encodeStateVector(doc)).toEqual(before)
  })

  test('has no fields before it is filled, and says so', () => {
    const stage = new Stage(new Y.Doc())
    expect(stage.initialised).toBe(false)
    expect(() => stage.get('layout')).toThrow('the stage has no layout yet')
  })
})

describe('writing', () => {
  test('what does not differ is not written', () => {
    const { doc, stage } = openStage()
    stage.people.set('sam', person())
    stage.set({ locks: { chat: true } })
    let updates = 0
    doc.on('update', () => {
      updates += 1
    })
    stage.set({ title: 'Cells', locks: { chat: true } })
    expect(stage.people.set('sam', person())).toBe(false)
    expect(stage.people.update('sam', { name: 'Sam' })).toBe(false)
    expect(stage.people.delete('nobody')).toBe(false)
    expect(updates).toBe(0)
  })

  test('fields of a row change alone, and only of a row that is there', () => {
    const { stage } = openStage()
    stage.people.set('sam', person())
    expect(stage.people.update('sam', { presence: 'away', leftAt: 5000 })).toBe(true)
    expect(stage.people.get('sam')).toEqual(person({ presence: 'away', leftAt: 5000 }))
    expect(stage.people.update('kim', { name: 'Kim' })).toBe(false)
    expect(stage.people.has('kim')).toBe(false)
  })

  test('another client that applies the update reads the same', () => {
    const { doc, stage } = openStage()
    stage.people.set('sam', person({ hue: 3 }))
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    expect(new Stage(other).people.entries()).toEqual(stage.people.entries())
    expect(other.getMap('class').toJSON()).toEqual(doc.getMap('class').toJSON())
  })
})

test('standing follows role, grants and the locks of the class', () => {
  const { stage } = openStage()
  stage.people.set('sam', person({ grants: ['draw'] }))
  stage.set({ locks: { chat: true } })
  expect(stage.standing('sam')).toEqual({ role: 'student', grants: ['draw'], locks: { chat: true } })
  expect(stage.standing('nobody')).toBeUndefined()
})

test('[DO1] board pages exist while they are in pages, chat documents below their number', () => {
  const { stage } = openStage()
  expect(['stage', 'notes', 'board/1', 'chat/0'].every((name) => stage.hasDocument(name))).toBe(true)
  expect(['board/2', 'chat/1', 'other', 'board/01'].some((name) => stage.hasDocument(name))).toBe(false)
  stage.set({ chatDocuments: 2 })
  expect(stage.hasDocument('chat/1')).toBe(true)
})

describe('hues', () => {
  test('are all used before one comes twice', () => {
    const { stage } = openStage()
    for (let n = 0; n < 12; n += 1) stage.people.set(`p${n}`, person({ hue: freeHue(stage) }))
    expect(new Set(stage.people.entries().map(([, row]) => row.hue)).size).toBe(12)
  })

  test('of people who are away are given before those of people who are here', () => {
    const { stage } = openStage()
    for (let hue = 0; hue < 12; hue += 1) {
      stage.people.set(`p${hue}`, person({ hue, presence: hue === 7 ? 'away' : 'class' }))
    }
    expect(freeHue(stage)).toBe(7)
  })
})
