import { COMMANDS, ERRORS, type ErrorCode, SYNC_LIMITS, SYNC_STEP_1, SYNC_STEP_2 } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { mintToken } from './support/mintToken.ts'
import type { RawClient } from './support/RawClient.ts'
import { TestEngine } from './support/TestEngine.ts'

let engine: TestEngine

beforeEach(async () => {
  engine = await TestEngine.start({ presenceGraceMs: 50 })
})
afterEach(() => engine.stop())

const ada = { sub: 'ada', role: 'instructor' } as const
const sam = { sub: 'sam', role: 'student' } as const
const guest = { sub: 'guest', role: 'student', guest: true } as const
const closedFor = (code: ErrorCode) => ({ code: ERRORS[code].close, reason: code })
const set = (key: string, value: unknown) => (doc: Y.Doc) => doc.getMap('records').set(key, value)
const now = () => Math.floor(Date.now() / 1000)

async function expectClosed(client: RawClient, code: ErrorCode): Promise<void> {
  expect(await client.closed()).toEqual(closedFor(code))
}

describe('at the door', () => {
  test('[SY1] a token in the query or as a bearer opens a document', async () => {
    const byQuery = await engine.raw('board/1', ada)
    await byQuery.sync()
    const headers = { authorization: `Bearer ${await mintToken(sam)}` }
    const byHeader = engine.rawWithToken('room', 'board%2F1', '', headers)
    await byHeader.opened()
  })

  const refused: [what: string, code: ErrorCode, open: () => Promise<RawClient>][] = [
    ['no token', 'BAD_TOKEN', async () => engine.rawWithToken('room', 'board/1', '')],
    [
      'a token of another secret',
      'BAD_TOKEN',
      async () => engine.rawWithToken('room', 'board/1', await mintToken(ada, 'another secret of 32 characters!!')),
    ],
    [
      'a token for another room',
      'BAD_TOKEN',
      async () => engine.rawWithToken('other', 'board/1', await mintToken(ada)),
    ],
    ['a token that has expired', 'TOKEN_EXPIRED', () => engine.raw('board/1', { ...ada, exp: now() - 10 })],
    ['a token that is good for two days', 'BAD_TOKEN', () => engine.raw('board/1', { ...ada, exp: now() + 48 * 3600 })],
    ['a token of an unknown role', 'BAD_TOKEN', () => engine.raw('board/1', { ...ada, role: 'king' as never })],
    [
      'a room that cannot be',
      'ROOM_NOT_FOUND',
      async () => engine.rawWithToken('a.b', 'board/1', await mintToken(ada)),
    ],
    ['a document that cannot be', 'DOCUMENT_NOT_FOUND', () => engine.raw('whiteboard', ada)],
    ['a page that is not there', 'DOCUMENT_NOT_FOUND', () => engine.raw('board/2', ada)],
    ['a chat document that is not there', 'DOCUMENT_NOT_FOUND', () => engine.raw('chat/1', ada)],
    ['a guest who has to wait', 'WAITING', () => engine.raw('board/1', guest)],
    [
      'a page of another origin',
      'BAD_ORIGIN',
      async () => engine.rawWithToken('room', 'board/1', await mintToken(ada), { origin: 'https://evil.test' }),
    ],
  ]
  test.each(refused)('[SY2] %s: %s', async (_what, code, open) => {
    await expectClosed(await open(), code)
  })

  test('[SY2] a page of our origin may connect', async () => {
    const client = engine.rawWithToken('room', 'board/1', await mintToken(ada), { origin: 'http://localhost:3000' })
    await client.sync()
  })

  test('[TK2] claims that nobody knows are ignored', async () => {
    await (await engine.raw('board/1', { ...ada, school: 'x' } as never)).sync()
  })

  test('[DO1] a page can be opened once it is made, and closes when it is removed', async () => {
    const command = await engine.joined(ada)
    const { page } = await command.do(COMMANDS.addPage, {})
    expect(page).toBe('2')
    const client = await (await engine.raw('board/2', ada)).sync()
    await command.do(COMMANDS.removePage, { page })
    await expectClosed(client, 'DOCUMENT_NOT_FOUND')
  })
})

describe('syncing', () => {
  test('[SY3] who comes gets what is there, and who has it already gets nothing again', async () => {
    const first = await (await engine.raw('board/1', ada)).sync()
    first.edit(set('shape:a', { x: 1 }))
    await first.until(() => first.updates.length >= 2)
    const second = await (await engine.raw('board/1', sam)).sync()
    expect(second.doc.getMap('records').toJSON()).toEqual({ 'shape:a': { x: 1 } })
    const before = Y.encodeStateVector(second.doc)
    const again = await (await engine.raw('board/1', sam)).sync(before)
    expect(again.updates.every((update) => Y.decodeUpdate(update).structs.length === 0)).toBe(true)
  })

  test('[SY4] everybody at the document gets an edit, its sender too, and it is in the log before', async () => {
    const writer = await (await engine.raw('board/1', ada)).sync()
    const reader = await (await engine.raw('board/1', sam)).sync()
    const alone = new Y.Doc()
    writer.edit(set('shape:a', { x: 1 }), alone)
    await Promise.all([writer, reader].map((each) => each.until(() => each.doc.getMap('records').has('shape:a'))))
    const entries = await Array.fromAsync(engine.engine.log.read('room', { from: 1 }))
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'doc', document: 'board/1', actor: 'ada' }))
  })

  test('[SY4] edits of one step come back merged, as one entry of the log', async () => {
    const slow = await TestEngine.start({ stepMs: 60 })
    const people = await Promise.all(
      ['a', 'b', 'c'].map(async (sub) => (await slow.raw('board/1', { sub, role: 'assistant' })).sync()),
    )
    for (const [n, person] of people.entries()) person.edit(set(`shape:${n}`, { n }), new Y.Doc())
    await Promise.all(people.map((each) => each.until(() => each.doc.getMap('records').size === 3)))
    const entries = await Array.fromAsync(slow.engine.log.read('room', { from: 1 }))
    expect(entries.filter((each) => each.kind === 'doc' && each.document === 'board/1').length).toBeLessThan(3)
    await slow.stop()
  })

  test('a stock client and another edit one page, both ways', async () => {
    const one = await engine.synced('board/1', ada)
    const two = await engine.synced('board/1', { sub: 'bea', role: 'assistant' })
    one.records.set('shape:a', { by: 'ada' })
    two.records.set('shape:b', { by: 'bea' })
    await Promise.all([one, two].map((each) => each.until(() => each.records.size === 2)))
    expect(one.records.toJSON()).toEqual(two.records.toJSON())
  })

  test('a stock client edits the notes', async () => {
    const one = await engine.synced('notes', ada)
    const two = await engine.synced('notes', sam)
    one.doc.getText('text').insert(0, 'Cells have ')
    await two.until(() => two.doc.getText('text').length > 0)
    two.doc.getText('text').insert(11, 'walls', { bold: true })
    await one.until(() => one.doc.getText('text').length === 16)
    expect(one.doc.getText('text').toDelta()).toEqual(two.doc.getText('text').toDelta())
  })

  test('what was sent before the page was closed counts', async () => {
    const reader = await (await engine.raw('board/1', sam)).sync()
    const writer = await (await engine.raw('board/1', ada)).sync()
    writer.edit(set('shape:last', { x: 1 }))
    writer.socket.close()
    await reader.until(() => reader.doc.getMap('records').has('shape:last'))
  })

  test('a large document of thousands of edits reaches who comes later', async () => {
    const writer = await engine.synced('board/1', ada)
    writer.doc.transact(() => {
      for (let n = 0; n < 5000; n += 1) writer.records.set(`shape:${n}`, { n, points: [1, 2, 3] })
    })
    const reader = await engine.synced('board/1', sam)
    await reader.until(() => reader.records.size === 5000)
  })
})

describe('rights', () => {
  test.each(['stage', 'chat/0'])(
    '[SY5] a student who writes to %s is sent away, and nobody else changes',
    async (name) => {
      const other = await (await engine.raw(name, ada)).sync()
      const before = JSON.stringify(other.doc.toJSON())
      const student = await (await engine.raw(name, sam)).sync()
      const state = Y.encodeStateVector(other.doc)
      student.edit((doc) => doc.getMap('messages').set('x', { text: 'forged' }), new Y.Doc())
      await expectClosed(student, 'NOT_ALLOWED')
      const late = await (await engine.raw(name, { sub: 'late' })).sync()
      expect(late.doc.getMap('messages').size).toBe(0)
      if (name !== 'stage') {
        expect(Y.encodeStateVector(other.doc)).toEqual(state)
        expect(JSON.stringify(other.doc.toJSON())).toBe(before)
      }
    },
  )

  test('[SY5] not even an instructor writes to the stage', async () => {
    const client = await (await engine.raw('stage', ada)).sync()
    client.edit((doc) => doc.getMap('class').set('title', 'Mine'))
    await expectClosed(client, 'NOT_ALLOWED')
  })

  test('[SY5] a stock client that may only read stays, whatever it has from before', async () => {
    const writer = await engine.synced('board/1', ada)
    writer.records.set('shape:a', { x: 1 })
    writer.records.delete('shape:a')
    const reader = await engine.synced('board/1', sam)
    await reader.until(() => reader.doc.store.clients.size > 0)
    reader.provider.disconnect()
    reader.provider.connect()
    await reader.synced()
    writer.records.set('shape:b', { x: 2 })
    await reader.until(() => reader.records.has('shape:b'))
  })

  test('[SY5] a student who writes to a board without the pen is told so, goes on reading, and nobody else changes', async () => {
    const teacher = await engine.synced('board/1', ada)
    const student = await engine.synced('board/1', sam)
    const denied = student.denied()
    student.records.set('shape:mine', { x: 1 })
    await denied
    teacher.records.set('shape:next', { x: 2 })
    await student.until(() => student.records.has('shape:next'))
    const late = await engine.synced('board/1', { sub: 'late' })
    expect([...teacher.records.keys()]).toEqual(['shape:next'])
    expect([...late.records.keys()]).toEqual(['shape:next'])
  })

  test('[DO3] after a grant the same write lands by itself, after the revoke it is refused on the open socket within a second', async () => {
    const command = await engine.joined(ada)
    const teacher = await engine.synced('board/1', ada)
    const student = await engine.synced('board/1', sam)
    const before = student.denied()
    student.records.set('shape:mine', { x: 1 })
    await before
    await command.do(COMMANDS.setGrant, { userId: 'sam', grant: 'draw', on: true })
    await teacher.until(() => teacher.records.has('shape:mine'))

    student.records.set('shape:more', { x: 2 })
    await teacher.until(() => teacher.records.has('shape:more'))
    const after = student.denied()
    await command.do(COMMANDS.setGrant, { userId: 'sam', grant: 'draw', on: false })
    const revokedAt = performance.now()
    student.records.set('shape:late', { x: 3 })
    await after
    expect(performance.now() - revokedAt).toBeLessThan(1000)
    teacher.records.set('shape:after', {})
    const fresh = await engine.synced('board/1', { sub: 'kim' })
    await fresh.until(() => fresh.records.has('shape:after'))
    expect(fresh.records.has('shape:late')).toBe(false)
  })

  test('[SY6] a client that wrote on before it was asked for what was refused comes into step by itself', async () => {
    const command = await engine.joined(ada)
    const teacher = await engine.synced('board/1', ada)
    const student = await engine.synced('board/1', sam)
    const denied = student.denied()
    student.records.set('shape:one', { x: 1 })
    await denied
    const granted = command.do(COMMANDS.setGrant, { userId: 'sam', grant: 'draw', on: true })
    student.records.set('shape:two', { x: 2 })
    await granted
    student.records.set('shape:three', { x: 3 })
    await teacher.until(() => ['one', 'two', 'three'].every((name) => teacher.records.has(`shape:${name}`)))
  })

  test('[DO3] locked notes are not written by students, and by staff they are', async () => {
    const command = await engine.joined(ada)
    await command.do(COMMANDS.setLocks, { locks: { notes: true } })
    const student = await engine.synced('notes', sam)
    const denied = student.denied()
    student.doc.getText('text').insert(0, 'x')
    await denied
    const teacher = await (await engine.raw('notes', ada)).sync()
    teacher.edit((doc) => doc.getText('text').insert(0, 'x'), new Y.Doc())
    await teacher.until(() => teacher.doc.getText('text').length === 1)
  })

  test.each([
    ['board/1', 'class'],
    ['notes', 'records'],
  ])('[DO4] [DO5] on %s no other root type is written', async (name, root) => {
    const client = await (await engine.raw(name, ada)).sync()
    client.edit((doc) => doc.getMap(root).set('a', 1))
    await expectClosed(client, 'BAD_UPDATE')
  })
})

describe('hostile clients', () => {
  test('[SY6] a Yjs client id belongs to the person who first wrote with it, in that document', async () => {
    const teacher = await (await engine.raw('board/1', ada)).sync()
    const own = new Y.Doc()
    own.clientID = 42
    teacher.edit(set('a', 1), own)
    await teacher.until(() => teacher.doc.getMap('records').has('a'))
    const thief = await (await engine.raw('board/1', { sub: 'bea', role: 'assistant' })).sync()
    thief.edit(set('b', 2), own)
    await expectClosed(thief, 'BAD_UPDATE')
    // On another device it is still hers.
    const again = await (await engine.raw('board/1', ada)).sync()
    again.edit(set('c', 3), own)
    await expectClosed(again, 'RESYNC')
    const third = await (await engine.raw('board/1', ada)).sync()
    const continued = new Y.Doc()
    Y.applyUpdate(continued, Y.encodeStateAsUpdate(third.doc))
    continued.clientID = 42
    third.edit(set('d', 4), continued)
    await third.until(() => third.doc.getMap('records').has('d'))
  })

  test('[SY6] the owner of a client id is known after a restart', async () => {
    const teacher = await (await engine.raw('board/1', ada)).sync()
    const own = new Y.Doc()
    own.clientID = 42
    teacher.edit(set('a', 1), own)
    await teacher.until(() => teacher.doc.getMap('records').has('a'))
    await engine.restart()
    const thief = await (await engine.raw('board/1', { sub: 'bea', role: 'assistant' })).sync()
    thief.edit(set('b', 2), own)
    await expectClosed(thief, 'BAD_UPDATE')
  })

  test('[SY6] a connection brings few client ids, not many', async () => {
    const client = await (await engine.raw('board/1', ada)).sync()
    for (let n = 0; n <= SYNC_LIMITS.clientIdsPerConnection; n += 1) client.edit(set(`k${n}`, n), new Y.Doc())
    await expectClosed(client, 'BAD_UPDATE')
  })

  test('[SY6] a gap is answered with RESYNC', async () => {
    const client = await (await engine.raw('board/1', ada)).sync()
    const doc = new Y.Doc()
    set('a', 1)(doc)
    client.edit(set('b', 2), doc)
    await expectClosed(client, 'RESYNC')
  })

  test('[SY6] who goes on drawing while coming back is not sent away: what is missing comes with the step 2', async () => {
    const client = await (await engine.raw('board/1', ada)).opened()
    const doc = new Y.Doc()
    set('drawn while away', 1)(doc)
    client.edit(set('drawn while coming back', 2), doc)
    client.sendSync(SYNC_STEP_1, new Uint8Array([0]))
    client.sendSync(SYNC_STEP_2, Y.encodeStateAsUpdate(doc))
    client.edit(set('drawn after', 3), doc)
    await client.until(() => client.doc.getMap('records').has('drawn after'))
    expect(client.doc.getMap('records').toJSON()).toEqual(doc.getMap('records').toJSON())
  })

  test('[SY6] a step 2 with a gap is answered with RESYNC', async () => {
    const client = await (await engine.raw('board/1', ada)).opened()
    const doc = new Y.Doc()
    set('a', 1)(doc)
    const before = Y.encodeStateVector(doc)
    set('b', 2)(doc)
    client.sendSync(SYNC_STEP_2, Y.encodeStateAsUpdate(doc, before))
    await expectClosed(client, 'RESYNC')
  })

  test('[SY6] version 2 of the encoding is refused', async () => {
    const client = await (await engine.raw('board/1', ada)).sync()
    const doc = new Y.Doc()
    set('a', 1)(doc)
    client.sendSync(SYNC_STEP_2, Y.encodeStateAsUpdateV2(doc))
    await expectClosed(client, 'BAD_UPDATE')
  })

  test.each([[[9, 9, 9]], [[]], [[0]], [[0, 7, 0]], [[0, 0, 255, 255, 255, 255, 255]], ['text']])(
    'a frame that is none (%j) is refused',
    async (bytes) => {
      const client = await (await engine.raw('board/1', ada)).opened()
      client.socket.send(typeof bytes === 'string' ? bytes : new Uint8Array(bytes))
      await expectClosed(client, 'BAD_REQUEST')
    },
  )

  test('a state vector that is none is refused', async () => {
    const client = await (await engine.raw('board/1', ada)).opened()
    client.sendSync(0, new Uint8Array([200]))
    await expectClosed(client, 'BAD_REQUEST')
  })

  test('[SY7] a frame over the limit is too large', async () => {
    const client = await (await engine.raw('board/1', ada)).sync()
    client.update(new Uint8Array(SYNC_LIMITS.frameBytes + 1))
    await expectClosed(client, 'TOO_LARGE')
  })

  test('[SY7] too many updates are too many', async () => {
    const client = await (await engine.raw('board/1', ada)).sync()
    for (let n = 0; n <= SYNC_LIMITS.updatesBurst + 60; n += 1) client.update(new Uint8Array([0, 0]))
    await expectClosed(client, 'RATE_LIMITED')
  })

  test('[SY7] who asks for everything again and again has to wait', async () => {
    const client = await (await engine.raw('board/1', ada)).opened()
    for (let n = 0; n < 10; n += 1) client.sendSync(0, new Uint8Array([0]))
    await expectClosed(client, 'RATE_LIMITED')
  })

  test('what one did wrong ends that connection alone', async () => {
    const bystander = await engine.synced('board/1', ada)
    const offender = await (await engine.raw('board/1', { sub: 'bea', role: 'assistant' })).sync()
    offender.update(new Uint8Array([1, 2, 3]))
    await expectClosed(offender, 'BAD_UPDATE')
    bystander.records.set('a', 1)
    const reader = await engine.synced('board/1', sam)
    await reader.until(() => reader.records.has('a'))
    expect(bystander.provider.wsconnected).toBe(true)
  })
})

describe('awareness', () => {
  const cursor = (x: number) => ({ cursor: { x }, user: { name: 'Somebody else', id: 'ada' } })

  test('[SY8] others see where somebody is, as the engine knows them', async () => {
    const student = await (await engine.raw('board/1', sam)).sync()
    const teacher = await (await engine.raw('board/1', ada)).sync()
    student.sendAwareness([{ clientId: 5, clock: 1, state: cursor(1) }])
    await teacher.until(() => teacher.shown().has(5))
    expect(teacher.shown().get(5)?.state).toEqual({
      cursor: { x: 1 },
      user: { id: 'sam', name: 'Name of sam', hue: expect.any(Number), role: 'student' },
    })
  })

  test('[SY8] who comes later sees it too, and who leaves is seen no more', async () => {
    const student = await (await engine.raw('board/1', sam)).sync()
    student.sendAwareness([{ clientId: 5, clock: 1, state: cursor(1) }])
    await student.until(() => student.shown().has(5))
    const teacher = await (await engine.raw('board/1', ada)).sync()
    await teacher.until(() => teacher.shown().has(5))
    student.close()
    await teacher.until(() => teacher.shown().get(5)?.state === null)
  })

  test('[SY8] nobody speaks for somebody else', async () => {
    const student = await (await engine.raw('board/1', sam)).sync()
    const teacher = await (await engine.raw('board/1', ada)).sync()
    student.sendAwareness([{ clientId: 5, clock: 1, state: cursor(1) }])
    await teacher.until(() => teacher.shown().has(5))
    // As stock clients do: what they were told comes back.
    const { clock, state } = teacher.shown().get(5)!
    teacher.sendAwareness([{ clientId: 5, clock, state }])
    teacher.sendAwareness([{ clientId: 6, clock: 1, state: cursor(3) }])
    await student.until(() => student.shown().has(6))
    teacher.sendAwareness([{ clientId: 5, clock: clock + 1, state: cursor(9) }])
    await expectClosed(teacher, 'BAD_UPDATE')
    expect(student.shown().get(5)?.state).toMatchObject({ cursor: { x: 1 } })
  })

  test('[SY8] nobody speaks under the Yjs client id of somebody else', async () => {
    const teacher = await (await engine.raw('board/1', ada)).sync()
    const own = new Y.Doc()
    own.clientID = 42
    teacher.edit(set('a', 1), own)
    await teacher.until(() => teacher.doc.getMap('records').has('a'))
    const student = await (await engine.raw('board/1', sam)).sync()
    student.sendAwareness([{ clientId: 42, clock: 1, state: cursor(1) }])
    await expectClosed(student, 'BAD_UPDATE')
  })

  test('[SY8] stock clients see each other, and again after a cut', async () => {
    const one = await engine.synced('board/1', ada)
    const two = await engine.synced('board/1', sam)
    const statesOf = (client: typeof one) => client.provider.awareness.getStates()
    const seen = (by: typeof one, of: typeof one) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if ((statesOf(by).get(of.doc.clientID) as { at?: number })?.at !== expected) return
          by.provider.awareness.off('change', look)
          resolve()
        }
        by.provider.awareness.on('change', look)
        look()
      })
    let expected = 1
    one.provider.awareness.setLocalState({ at: 1 })
    await seen(two, one)
    const gone = new Promise<void>((resolve) => {
      two.provider.awareness.on('change', () => statesOf(two).has(one.doc.clientID) || resolve())
    })
    one.provider.disconnect()
    await gone
    one.provider.connect()
    await seen(two, one)
    expected = 2
    one.provider.awareness.setLocalStateField('at', 2)
    await seen(two, one)
    expect(statesOf(two).get(one.doc.clientID)).toMatchObject({ user: { id: 'ada' } })
  })

  test.each(['stage', 'chat/0'])('[SY8] it is dropped on %s', async (name) => {
    const one = await (await engine.raw(name, ada)).sync()
    const two = await (await engine.raw(name, sam)).sync()
    one.sendAwareness([{ clientId: 5, clock: 1, state: cursor(1) }])
    const three = await (await engine.raw(name, { sub: 'kim' })).sync()
    expect([...one.shown(), ...two.shown(), ...three.shown()]).toEqual([])
  })

  test('[SY8] while cursors are locked nobody sees those of students', async () => {
    const command = await engine.joined(ada)
    const student = await (await engine.raw('board/1', sam)).sync()
    const other = await (await engine.raw('board/1', { sub: 'kim' })).sync()
    student.sendAwareness([{ clientId: 5, clock: 1, state: cursor(1) }])
    await other.until(() => other.shown().has(5))
    await command.do(COMMANDS.setLocks, { locks: { cursors: true } })
    await other.until(() => other.shown().get(5)?.state === null)
    const teacher = await (await engine.raw('board/1', ada)).sync()
    student.sendAwareness([{ clientId: 5, clock: 2, state: cursor(2) }])
    teacher.sendAwareness([{ clientId: 7, clock: 1, state: cursor(7) }])
    await other.until(() => other.shown().has(7))
    expect(other.shown().get(5)?.state).toBeNull()
    await command.do(COMMANDS.setLocks, { locks: { cursors: false } })
    await other.until(() => other.shown().get(5)?.state !== null)
    expect(other.shown().get(5)?.state).toMatchObject({ cursor: { x: 2 } })
  })

  test('[SY9] many movements come merged', async () => {
    const student = await (await engine.raw('board/1', sam)).sync()
    const teacher = await (await engine.raw('board/1', ada)).sync()
    for (let clock = 1; clock <= 30; clock += 1) student.sendAwareness([{ clientId: 5, clock, state: cursor(clock) }])
    await teacher.until(() => (teacher.shown().get(5)?.state as { cursor: { x: number } })?.cursor.x === 30)
    expect(teacher.awareness.length).toBeLessThan(5)
  })

  test.each([
    ['a state that is too large', 'TOO_LARGE', 'x'.repeat(5000)],
    ['a state that is no object', 'BAD_UPDATE', 7],
  ] as const)('[SY8] %s: %s', async (_what, code, state) => {
    const student = await (await engine.raw('board/1', sam)).sync()
    student.sendAwareness([{ clientId: 5, clock: 1, state }])
    await expectClosed(student, code)
  })
})
