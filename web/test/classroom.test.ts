import { BOARD_RECORDS, boardDocument, COMMANDS, type LecternError } from '@lectern/protocol'
import { createShapeId, type TLShape, type TLStore } from '@tldraw/tldraw'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { BoardBinding } from '../features/board/BoardBinding.ts'
import { BoardPresence } from '../features/board/BoardPresence.ts'
import { createBoardStore } from '../features/board/boardStore.ts'
import { Classroom } from '../features/classroom/Classroom.ts'
import type { SyncedDocument } from '../features/classroom/SyncedDocument.ts'
import { EngineProcess } from './support/EngineProcess.ts'
import { when } from './support/when.ts'

type Person = Parameters<EngineProcess['token']>[0]

const ADA: Person = { sub: 'ada', name: 'Ada Lovelace', role: 'instructor' }
const SAM: Person = { sub: 'sam', name: 'Sam Okafor', role: 'student' }

let engine: EngineProcess
let closers: (() => void)[] = []
let rooms = 0

beforeAll(async () => {
  engine = await EngineProcess.start()
})

afterEach(() => {
  for (const close of closers) close()
  closers = []
})

afterAll(() => engine.close())

const newRoom = () => `room-${++rooms}`

async function join(room: string, person: Person): Promise<Classroom> {
  const classroom = new Classroom({ engineUrl: engine.url, token: engine.token({ ...person, room }) })
  closers.push(() => classroom.close())
  classroom.start()
  await when(classroom.pages.state, ({ current }) => current !== null)
  return classroom
}

/** Two people in a new class. */
async function classOfTwo(): Promise<{ room: string; ada: Classroom; sam: Classroom }> {
  const room = newRoom()
  const ada = await join(room, ADA)
  const sam = await join(room, SAM)
  await when(ada.stage, ({ people }) => people.has('sam'))
  return { room, ada, sam }
}

async function boardOf(classroom: Classroom): Promise<SyncedDocument> {
  const document = classroom.pages.currentDocument!
  await when(document.state, ({ phase }) => phase === 'ready')
  return document
}

function storeOf(document: SyncedDocument): TLStore {
  const store = createBoardStore()
  const binding = new BoardBinding(store, document)
  closers.push(() => binding.close())
  return store
}

function stockClient(room: string, person: Person, name: string): { doc: Y.Doc; provider: WebsocketProvider } {
  const doc = new Y.Doc()
  const params = { token: engine.token({ ...person, room }) }
  const provider = new WebsocketProvider(`${engine.url.replace('http', 'ws')}/sync/${room}`, name, doc, {
    params,
    disableBc: true,
  })
  closers.push(() => provider.destroy())
  return { doc, provider }
}

const records = (doc: Y.Doc) => doc.getMap<TLShape>(BOARD_RECORDS)

function changed(doc: Y.Doc, fits: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!fits()) return
      doc.off('update', look)
      resolve()
    }
    doc.on('update', look)
    look()
  })
}

function stored(store: TLStore, fits: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let stop = () => {}
    const look = () => {
      if (!fits()) return
      stop()
      resolve()
    }
    stop = store.listen(look)
    look()
  })
}

const note = (id: string, x = 0): TLShape =>
  ({
    id: createShapeId(id),
    typeName: 'shape',
    type: 'note',
    x,
    y: 0,
    rotation: 0,
    index: 'a1',
    parentId: 'page:page',
    isLocked: false,
    opacity: 1,
    meta: {},
    props: {
      color: 'yellow',
      labelColor: 'black',
      size: 'm',
      font: 'draw',
      fontSizeAdjustment: 0,
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      url: '',
      scale: 1,
      richText: { type: 'doc', content: [{ type: 'paragraph' }] },
    },
  }) as unknown as TLShape

describe('a class', () => {
  test('joining gives the stage, oneself and everybody else', async () => {
    const { ada, sam } = await classOfTwo()
    expect(ada.me.getSnapshot()).toMatchObject({ userId: 'ada', role: 'instructor', name: 'Ada Lovelace' })
    expect(sam.stage.getSnapshot().people.get('ada')).toMatchObject({ name: 'Ada Lovelace', presence: 'class' })
    expect(sam.may('board:draw')).toBe(false)
    expect(ada.connection.getSnapshot()).toMatchObject({ phase: 'joined', whatWorks: '', unsaved: 0 })
    expect(Math.abs(ada.logNow() - Date.now())).toBeLessThan(5000)
  })

  test('chat reaches everyone; one’s own line is there at once', async () => {
    const { ada, sam } = await classOfTwo()
    const id = sam.chat.send('What is an eigenvector?')
    expect(sam.chat.state.getSnapshot().lines).toMatchObject([{ id, send: 'sending', name: 'Sam Okafor' }])
    const heard = await when(ada.chat.state, ({ lines }) => lines.length === 1)
    expect(heard.lines[0]).toMatchObject({ text: 'What is an eigenvector?', by: 'sam', send: 'sent' })
    await ada.chat.react(id, 'thumbsUp', true)
    const liked = await when(sam.chat.state, ({ lines }) => lines[0]?.reactions.thumbsUp !== undefined)
    expect(liked.lines).toMatchObject([{ id, send: 'sent', reactions: { thumbsUp: ['ada'] } }])
  })

  test('a private message reaches its two people', async () => {
    const { ada, sam } = await classOfTwo()
    sam.privateMessages.send('ada', 'May I come later?')
    const threads = await when(ada.privateMessages.state, (all) => all.has('sam'))
    expect(threads.get('sam')).toMatchObject([{ text: 'May I come later?', from: 'sam', send: 'sent' }])
    await when(sam.privateMessages.state, (all) => all.get('ada')?.[0]?.send === 'sent')
  })

  test('an error of the engine is an error of the call', async () => {
    const { sam } = await classOfTwo()
    const error = await sam.request(COMMANDS.setPage, { page: '1' }).catch((thrown: LecternError) => thrown)
    expect(error).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('who is removed is told so, and everything closes', async () => {
    const { ada, sam } = await classOfTwo()
    await ada.request(COMMANDS.remove, { userId: 'sam' })
    const state = await when(sam.connection, ({ phase }) => phase === 'closed')
    expect(state.closedBecause?.code).toBe('REMOVED')
    await when(sam.pages.currentDocument!.state, ({ phase }) => phase === 'closed')
  })

  test('a guest waits, and comes in when admitted', async () => {
    const room = newRoom()
    const ada = await join(room, ADA)
    const token = engine.token({ sub: 'gus', name: 'Gus', role: 'student', guest: true, room })
    const gus = new Classroom({ engineUrl: engine.url, token })
    closers.push(() => gus.close())
    gus.start()
    await when(gus.connection, ({ phase }) => phase === 'waiting')
    await when(ada.waiting, (waiting) => waiting.length === 1)
    await ada.request(COMMANDS.admit, { userId: 'gus' })
    await when(gus.connection, ({ phase }) => phase === 'joined')
    await when(gus.stage, ({ people }) => people.get('gus')?.presence === 'class')
  })

  test('[RE3] who does not want to be recorded says so before anything else, and may change it in class', async () => {
    const room = newRoom()
    const ada = await join(room, ADA)
    const sam = new Classroom({ engineUrl: engine.url, token: engine.token({ ...SAM, room }) })
    closers.push(() => sam.close())
    sam.start({ refuseRecording: true })
    await when(ada.stage, ({ people }) => people.get('sam')?.refusesRecording === true)
    await sam.request(COMMANDS.refuseRecording, { refuse: false })
    await when(ada.stage, ({ people }) => people.get('sam')?.refusesRecording === false)
    expect(ada.stage.getSnapshot().people.get('ada')?.refusesRecording ?? false).toBe(false)
  })

  test('an expired token is replaced by a new one of the school', async () => {
    const room = newRoom()
    const expired = engine.token({ ...ADA, room, ttl: -60 })
    const classroom = new Classroom({
      engineUrl: engine.url,
      token: expired,
      refreshToken: async () => engine.token({ ...ADA, room }),
    })
    closers.push(() => classroom.close())
    classroom.start()
    await when(classroom.connection, ({ phase }) => phase === 'joined')
  })

  test('an expired token without a way to a new one closes the class with its reason', async () => {
    const classroom = new Classroom({
      engineUrl: engine.url,
      token: engine.token({ ...ADA, room: newRoom(), ttl: -60 }),
    })
    closers.push(() => classroom.close())
    classroom.start()
    const state = await when(classroom.connection, ({ phase }) => phase === 'closed')
    expect(state.closedBecause?.code).toBe('TOKEN_EXPIRED')
  })
})

describe('the board', () => {
  test('[DO4] a stock client and our store edit one page, both ways', async () => {
    const { room, ada } = await classOfTwo()
    const store = storeOf(await boardOf(ada))
    const stock = stockClient(room, { sub: 'kim', name: 'Kim Novak', role: 'assistant' }, boardDocument('1'))
    await new Promise<void>((resolve) => stock.provider.once('sync', () => resolve()))
    records(stock.doc).set('shape:stock', note('stock', 7))
    await stored(store, () => store.has(createShapeId('stock')))
    expect(store.get(createShapeId('stock'))).toEqual(note('stock', 7))
    store.put([note('ours', 9)] as never)
    await changed(stock.doc, () => records(stock.doc).has('shape:ours'))
    expect(records(stock.doc).get('shape:ours')).toEqual(note('ours', 9))
  })

  test('[SY4] an edit counts as unsaved until its echo comes', async () => {
    const { ada } = await classOfTwo()
    const board = await boardOf(ada)
    board.edit('test', (doc) => records(doc).set('shape:a', note('a')))
    expect(board.state.getSnapshot().unsaved).toBe(1)
    await when(board.state, ({ unsaved }) => unsaved === 0)
    board.edit('test', (doc) => records(doc).delete('shape:a'))
    expect(board.state.getSnapshot().unsaved).toBe(1)
    await when(board.state, ({ unsaved }) => unsaved === 0)
    await when(ada.connection, ({ unsaved }) => unsaved === 0)
  })

  test('[SY5] a refused edit is taken back, and nobody else sees it', async () => {
    const { ada, sam } = await classOfTwo()
    const theirs = await boardOf(ada)
    theirs.edit('test', (doc) => records(doc).set('shape:kept', note('kept')))
    const mine = await boardOf(sam)
    await changed(mine.doc, () => records(mine.doc).has('shape:kept'))
    const store = storeOf(mine)
    await stored(store, () => store.has(createShapeId('kept')))
    const seen: string[] = []
    records(theirs.doc).observe((event) => seen.push(...event.keysChanged))

    // Past our own check, as a page that does not know of a revoke yet would do it.
    mine.setReadOnly(false)
    const refused = new Promise((resolve) => mine.on('refused', resolve))
    store.put([note('refused')] as never)
    expect(await refused).toEqual({ code: 'NOT_ALLOWED', lost: 1 })
    await when(mine.state, ({ generation, phase }) => generation === 1 && phase === 'ready')
    await stored(store, () => !store.has(createShapeId('refused')))
    expect(store.has(createShapeId('kept'))).toBe(true)
    expect(seen).toEqual([])
    expect(mine.state.getSnapshot().unsaved).toBe(0)
  })

  test('[RO4] the pen comes and goes on the open page', async () => {
    const { ada, sam } = await classOfTwo()
    const mine = await boardOf(sam)
    expect(mine.writable).toBe(false)
    await ada.request(COMMANDS.setGrant, { userId: 'sam', grant: 'draw', on: true })
    await when(sam.me, ({ standing }) => standing.grants.includes('draw'))
    expect(mine.writable).toBe(true)
    mine.edit('test', (doc) => records(doc).set('shape:sam', note('sam')))
    const theirs = await boardOf(ada)
    await changed(theirs.doc, () => records(theirs.doc).has('shape:sam'))
    await ada.request(COMMANDS.setGrant, { userId: 'sam', grant: 'draw', on: false })
    await when(sam.me, ({ standing }) => !standing.grants.includes('draw'))
    expect(mine.writable).toBe(false)
    expect(() => mine.edit('test', (doc) => records(doc).clear())).toThrow(/not allowed/)
  })

  test('staff turn the page for all; others roam and come back', async () => {
    const { ada, sam } = await classOfTwo()
    const page = await ada.pages.add('Eigenvalues')
    await when(sam.pages.state, ({ current }) => current === page)
    sam.pages.roam('1')
    expect(sam.pages.state.getSnapshot()).toMatchObject({ current: '1', shown: page, following: false })
    await ada.pages.rename(page, 'Determinants')
    await when(sam.pages.state, ({ pages }) => pages.some(({ title }) => title === 'Determinants'))
    expect(sam.pages.state.getSnapshot().current).toBe('1')
    sam.pages.follow()
    expect(sam.pages.state.getSnapshot()).toMatchObject({ current: page, following: true })
    await ada.pages.show('1')
    await when(sam.pages.state, ({ current }) => current === '1')
    sam.pages.roam(page)
    await ada.pages.remove(page)
    await when(sam.pages.state, ({ current, following }) => current === '1' && following)
  })

  test('[SY8] others see where I point, under the name that the engine knows', async () => {
    const { ada, sam } = await classOfTwo()
    const [theirs, mine] = [await boardOf(ada), await boardOf(sam)]
    const watching = new BoardPresence(createBoardStore(), theirs, () => 'red')
    const pointing = new BoardPresence(createBoardStore(), mine, () => 'red')
    closers.push(
      () => watching.close(),
      () => pointing.close(),
    )
    pointing.setPlace({ cursor: { x: 3, y: 4 }, view: null, laser: [], selected: [], brush: null })
    const seen = await when(watching.state, (presences) => presences.size === 1)
    expect([...seen.values()][0]).toMatchObject({
      user: { id: 'sam', name: 'Sam Okafor', role: 'student' },
      board: { cursor: { x: 3, y: 4 } },
    })
    pointing.setPlace(null)
    await when(watching.state, (presences) => presences.size === 0)
  })

  test('one person writes notes, everybody reads them', async () => {
    const { ada, sam } = await classOfTwo()
    await when(ada.notes.state, ({ phase }) => phase === 'ready')
    await when(sam.notes.state, ({ phase }) => phase === 'ready')
    sam.notes.edit('test', (doc) => doc.getText('text').insert(0, 'Homework: 3 and 4'))
    await changed(ada.notes.doc, () => ada.notes.doc.getText('text').toString() === 'Homework: 3 and 4')
  })
})

describe('a lost engine', () => {
  test('what was confirmed is there after kill -9; what was drawn and written meanwhile arrives, once', async () => {
    const { room, ada, sam } = await classOfTwo()
    const board = await boardOf(ada)
    board.edit('test', (doc) => records(doc).set('shape:before', note('before')))
    await when(board.state, ({ unsaved }) => unsaved === 0)
    await engine.kill()

    const lost = await when(
      ada.connection,
      ({ phase, documents }) => phase === 'reconnecting' && documents === 'reconnecting',
    )
    expect(lost.nextTryAt).toBeGreaterThan(Date.now() - 60_000)
    await when(board.state, ({ phase }) => phase === 'offline')
    expect(board.writable).toBe(true)
    board.edit('test', (doc) => records(doc).set('shape:meanwhile', note('meanwhile')))
    const id = ada.chat.send('I drew something')
    await when(ada.connection, ({ unsaved, whatWorks }) => unsaved === 1 && /is kept/.test(whatWorks))
    const failed = await ada.request(COMMANDS.addPage, {}).catch((error: LecternError) => error)
    expect(failed).toMatchObject({ code: 'NOT_CONNECTED' })

    await engine.start()
    await when(ada.connection, ({ phase, unsaved }) => phase === 'joined' && unsaved === 0)
    await when(sam.connection, ({ phase }) => phase === 'joined')
    const sams = await boardOf(sam)
    await changed(sams.doc, () => records(sams.doc).has('shape:meanwhile'))
    expect([...records(sams.doc).keys()].sort()).toEqual(['shape:before', 'shape:meanwhile'])
    await when(sam.chat.state, ({ lines }) => lines.some((line) => line.id === id))
    const kim = await join(room, { sub: 'kim', name: 'Kim Novak', role: 'student' })
    const read = await when(kim.chat.state, ({ lines }) => lines.length > 0)
    expect(read.lines.map(({ text }) => text)).toEqual(['I drew something'])
  })
})
