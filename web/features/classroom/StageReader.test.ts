import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { StageReader } from './StageReader.ts'

function stage() {
  const doc = new Y.Doc()
  doc.transact(() => {
    doc.getMap('class').set('state', 'live')
    doc.getMap('class').set('title', 'Linear algebra')
    doc.getMap('people').set('ada', { name: 'Ada' })
    doc.getMap('people').set('sam', { name: 'Sam' })
  })
  const reader = new StageReader()
  reader.attach(doc)
  return { doc, reader, now: () => reader.state.getSnapshot() }
}

test('reads what is there; before the class is there, it is null', () => {
  const { now } = stage()
  expect(now().class).toMatchObject({ title: 'Linear algebra' })
  expect(now().people.get('sam')).toEqual({ name: 'Sam' })
  const reader = new StageReader()
  reader.attach(new Y.Doc())
  expect(reader.state.getSnapshot().class).toBeNull()
})

test('a change makes new what it touches, and nothing else', () => {
  const { doc, now } = stage()
  const before = now()
  doc.getMap('people').set('sam', { name: 'Sam Okafor' })
  expect(now().people).not.toBe(before.people)
  expect(now().people.get('ada')).toBe(before.people.get('ada'))
  expect(now().class).toBe(before.class)
  expect(now().hands).toBe(before.hands)
  expect(before.people.get('sam')).toEqual({ name: 'Sam' })
})

test('one transaction is one snapshot', () => {
  const { doc, reader, now } = stage()
  let told = 0
  reader.state.subscribe(() => {
    told += 1
  })
  doc.transact(() => {
    doc.getMap('class').set('title', 'Algebra')
    doc.getMap('people').delete('sam')
    doc.getMap('hands').set('ada', { at: 1, order: 1 })
  })
  expect(told).toBe(1)
  expect([now().class?.title, [...now().people.keys()], now().hands.size]).toEqual(['Algebra', ['ada'], 1])
})

test('after another document took the place, the first is not read any more', () => {
  const { doc, reader, now } = stage()
  reader.attach(new Y.Doc())
  expect(now().people.size).toBe(0)
  doc.getMap('people').set('kim', { name: 'Kim' })
  expect(now().people.size).toBe(0)
})
