import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { EchoTracker } from './EchoTracker.ts'

let client: Y.Doc
let server: Y.Doc
let tracker: EchoTracker
let sent: Uint8Array[]
let told: Uint8Array[]

const map = () => client.getMap('records')

/** One step of the server: everything sent so far in one transaction, and one echo. */
function step(): void {
  const updates = sent.splice(0)
  server.transact(() => {
    for (const update of updates) Y.applyUpdate(server, update)
  })
  hear()
}

function hear(): void {
  for (const update of told.splice(0)) {
    tracker.handleServerUpdate(update)
    Y.applyUpdate(client, update, 'server')
  }
}

beforeEach(() => {
  client = new Y.Doc()
  server = new Y.Doc()
  tracker = new EchoTracker(client.clientID)
  sent = []
  told = []
  client.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'server') return
    tracker.handleLocalUpdate(update)
    sent.push(update)
  })
  server.on('update', (update: Uint8Array) => told.push(update))
})

describe('[SY4] the echo is the acknowledgement', () => {
  test('edits are unsaved until the server tells of them; one echo may tell of several', () => {
    map().set('a', 1)
    map().set('b', 2)
    expect(tracker.unsaved).toBe(2)
    step()
    expect(tracker.unsaved).toBe(0)
  })

  test('an echo of the first edit leaves the second unsaved', () => {
    map().set('a', 1)
    const [first] = sent.splice(0)
    map().set('b', 2)
    Y.applyUpdate(server, first!)
    hear()
    expect(tracker.unsaved).toBe(1)
    step()
    expect(tracker.unsaved).toBe(0)
  })

  test('a deletion is saved when the server tells of it, and not before', () => {
    map().set('a', 1)
    step()
    map().delete('a')
    expect(tracker.unsaved).toBe(1)
    server.getMap('records').set('of others', true)
    hear()
    expect(tracker.unsaved).toBe(1)
    step()
    expect(tracker.unsaved).toBe(0)
  })

  test('a value put over another counts once and is saved by one echo', () => {
    map().set('a', 1)
    step()
    map().set('a', 2)
    expect(tracker.unsaved).toBe(1)
    step()
    expect(tracker.unsaved).toBe(0)
  })

  test('what somebody else deleted meanwhile counts as deleted', () => {
    map().set('a', 1)
    step()
    map().delete('a')
    sent.splice(0)
    server.getMap('records').delete('a')
    hear()
    expect(tracker.unsaved).toBe(0)
  })

  test('a part of a deletion does not save the whole of it', () => {
    const text = client.getText('text')
    text.insert(0, 'abcdef')
    step()
    text.delete(1, 4)
    sent.splice(0)
    server.getText('text').delete(1, 2)
    hear()
    expect(tracker.unsaved).toBe(1)
    server.getText('text').delete(1, 2)
    hear()
    expect(tracker.unsaved).toBe(0)
  })

  test('edits of others do not save one’s own', () => {
    map().set('a', 1)
    server.getMap('records').set('b', 2)
    hear()
    expect(tracker.unsaved).toBe(1)
  })

  test('after a lost echo, the state that the server tells on return saves what it has', () => {
    map().set('a', 1)
    for (const update of sent.splice(0)) Y.applyUpdate(server, update)
    told.splice(0)
    map().set('b', 2)
    tracker.handleServerStateVector(Y.encodeStateVector(server))
    expect(tracker.unsaved).toBe(1)
  })

  test('after a lost echo of a deletion, the whole state on return saves it', () => {
    map().set('a', 1)
    step()
    map().delete('a')
    for (const update of sent.splice(0)) Y.applyUpdate(server, update)
    told.splice(0)
    tracker.handleServerUpdate(Y.encodeStateAsUpdate(server, Y.encodeStateVector(client)))
    tracker.handleServerStateVector(Y.encodeStateVector(server))
    expect(tracker.unsaved).toBe(0)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'with chance edits and chance steps nothing stays unsaved in the end (seed %i)',
    (seed) => {
      let state = seed
      const random = (below: number) => {
        state = (state * 48271) % 2147483647
        return state % below
      }
      for (let round = 0; round < 200; round += 1) {
        const key = String(random(6))
        if (random(3) === 0) map().delete(key)
        else map().set(key, random(100))
        if (random(5) === 0) server.getMap('records').set(String(random(6)), 'others')
        if (random(4) === 0) step()
      }
      step()
      expect(tracker.unsaved).toBe(0)
      expect(client.getMap('records').toJSON()).toEqual(server.getMap('records').toJSON())
    },
  )
})

test('how long the oldest edit has been waiting is known until its echo comes', () => {
  expect(tracker.waitingSince).toBeUndefined()
  const before = Date.now()
  map().set('a', 1)
  const since = tracker.waitingSince!
  expect(since).toBeGreaterThanOrEqual(before)
  map().set('b', 2)
  expect(tracker.waitingSince).toBe(since)
  step()
  expect(tracker.waitingSince).toBeUndefined()
})
