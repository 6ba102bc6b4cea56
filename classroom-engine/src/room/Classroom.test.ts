import { type JoinClaims, LecternError, STAGE } from '@lectern/protocol'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { GatedLog } from '../../test/support/GatedLog.ts'
import { Stage } from '../stage/Stage.ts'
import { Classroom } from './Classroom.ts'
import { Session } from './Session.ts'
import { Stepper } from './Stepper.ts'

let log: GatedLog
let stepper: Stepper
let published: [topic: string, frame: Uint8Array][]
let room: Classroom

const newRoom = () =>
  new Classroom('room', {
    log,
    stepper,
    publisher: { publish: (topic, frame) => published.push([topic, frame]) },
    logger: pino({ level: 'silent' }),
    presenceGraceMs: 10_000,
    onRefused: () => undefined,
  })

beforeEach(() => {
  log = new GatedLog()
  stepper = new Stepper({ log, stepMs: 0 })
  published = []
  room = newRoom()
})

const claims = (fields: Partial<JoinClaims> = {}): JoinClaims => ({
  room: 'room',
  sub: 'ada',
  name: 'Ada',
  role: 'instructor',
  exp: 0,
  ...fields,
})

function session(fields: Partial<JoinClaims> = {}): Session {
  const made = new Session(`peer-${fields.sub ?? 'ada'}`, claims(fields), {
    emit: () => undefined,
    close: () => undefined,
  })
  room.connectSession(made)
  return made
}

function socket() {
  const sent: Uint8Array[] = []
  const closed: string[] = []
  const port = {
    send: (frame: Uint8Array) => void sent.push(frame),
    subscribe: () => undefined,
    bufferedBytes: () => 0,
    close: (code: string) => void closed.push(code),
  }
  return { sent, closed, port }
}

const stage = () => new Stage(room.stage)
const append = () => room.append({ kind: 'peer', actor: 'sam', payload: { type: 'leave' } })

describe('a step', () => {
  test('[LG8] what it changes is one entry per document, after what is appended', async () => {
    await room.step(() => room.join(session()))
    const before = log.entries.length
    await Promise.all([
      room.step(() => room.change(STAGE, 'ada', (doc) => new Stage(doc).set({ title: 'Cells' }))),
      room.step(() => {
        room.change(STAGE, 'sam', (doc) => new Stage(doc).hands.set('sam', { at: 1, order: 1 }))
        append()
      }),
    ])
    const entries = log.entries.slice(before)
    expect(entries.map((each) => each.kind)).toEqual(['peer', 'doc'])
    expect(entries[1]).toMatchObject({ document: STAGE, actor: 'many' })
  })

  test('answers with what the function gave, once that is durable', async () => {
    await room.step(() => room.join(session()))
    log.hold()
    let answered = false
    const answer = room
      .step(() => {
        append()
        return 7
      })
      .then((value) => {
        answered = true
        return value
      })
    await log.arrived()
    expect(answered).toBe(false)
    log.release()
    expect(await answer).toBe(7)
  })

  test('sees what was changed before it in the same step', async () => {
    await room.step(() => room.join(session()))
    const write = room.step(() => room.change(STAGE, 'ada', (doc) => new Stage(doc).set({ title: 'Cells' })))
    const read = room.step(() => stage().get('title'))
    await write
    expect(await read).toBe('Cells')
  })

  test('what one throws reaches its caller alone', async () => {
    await room.step(() => room.join(session()))
    const bad = room.step(() => {
      throw new LecternError('CONFLICT')
    })
    const worse = room.step(() => {
      throw new TypeError('a mistake')
    })
    const good = room.step(() => room.change(STAGE, 'ada', (doc) => new Stage(doc).set({ title: 'Cells' })))
    await expect(bad).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(worse).rejects.toThrow(TypeError)
    await good
    expect(stage().get('title')).toBe('Cells')
  })

  test('a throw before any change leaves nothing in the log', async () => {
    await room.step(() => room.join(session()))
    const before = log.batches.length
    await expect(
      room.step(() => {
        throw new LecternError('NOT_FOUND')
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(log.batches).toHaveLength(before)
  })

  test('nothing is changed outside one', () => {
    expect(append).toThrow(/inside its step/)
    expect(() => room.change(STAGE, 'ada', () => undefined)).toThrow(/inside its step/)
  })

  test('all of it has one log time, which never falls', async () => {
    await room.step(() => room.join(session()))
    const times = await room.step(() => [room.now, room.now])
    expect(times[0]).toBe(times[1])
    expect(room.now).toBeGreaterThanOrEqual(times[0]!)
  })
})

describe('people', () => {
  test('one person has so many connections and no more', async () => {
    const sessions = Array.from({ length: 33 }, () => session())
    const joins = await Promise.allSettled(sessions.map((each) => room.step(() => room.join(each))))
    expect(joins.filter(({ status }) => status === 'fulfilled')).toHaveLength(32)
    expect(room.sessionsOf('ada')).toHaveLength(32)
  })
})

describe('documents', () => {
  test('quiet readers hear something now and then, so that they do not take the connection for dead', async () => {
    room.connectDocument(claims(), STAGE, socket().port)
    await stepper.idle()
    published = []
    room.keepAlive(performance.now() + 1000)
    expect(published).toEqual([])
    room.keepAlive(performance.now() + 16_000)
    expect(published.map(([topic]) => topic)).toEqual(['room/stage'])
  })

  test('[SY3] nobody is told what is not durable', async () => {
    await room.step(() => room.join(session()))
    const { sent, port } = socket()
    const connection = room.connectDocument(claims(), STAGE, port)
    await stepper.idle()
    log.hold()
    const change = room.step(() => room.change(STAGE, 'ada', (doc) => new Stage(doc).set({ title: 'Cells' })))
    await log.arrived()
    room.ask(connection, new Uint8Array([0]))
    expect(sent).toEqual([])
    log.release()
    await change
    await stepper.idle()
    expect(sent.length).toBeGreaterThan(0)
  })

  test('who comes and asks while a step is on its way to the log is answered with the next', async () => {
    await room.step(() => room.join(session()))
    log.hold()
    const change = room.step(append)
    await log.arrived()
    const { sent, port } = socket()
    room.ask(room.connectDocument(claims(), STAGE, port), new Uint8Array([0]))
    log.release()
    await change
    await stepper.idle()
    expect(sent.length).toBeGreaterThan(0)
  })

  test('what is published is what was logged', async () => {
    await room.step(() => room.join(session()))
    room.connectDocument(claims(), STAGE, socket().port)
    await stepper.idle()
    published = []
    await room.step(() => room.change(STAGE, 'ada', (doc) => new Stage(doc).set({ title: 'Cells' })))
    const last = log.entries.at(-1)!
    expect(published.map(([topic]) => topic)).toEqual(['room/stage'])
    expect(last.kind === 'doc' && Buffer.from(published[0]![1]).includes(Buffer.from(last.payload))).toBe(true)
  })

  test('a room that fails is told to go elsewhere, and what is not in the log is nowhere', async () => {
    await room.step(() => room.join(session()))
    const before = log.entries.length
    const { closed, port } = socket()
    room.connectDocument(claims(), STAGE, port)
    await stepper.idle()
    const broken = new Promise<void>((resolve) => room.events.once('broken', resolve))
    room.document(STAGE).takeEntry = () => {
      throw new Error('a mistake')
    }
    const change = room.step(() => room.change(STAGE, 'ada', (doc) => new Stage(doc).set({ title: 'Lost' })))
    await expect(change).rejects.toMatchObject({ code: 'NODE_DRAINING' })
    await broken
    expect(closed).toEqual(['NODE_DRAINING'])
    expect(log.entries.length).toBe(before)
    const again = newRoom()
    await again.load()
    expect(new Stage(again.stage).get('title')).toBe('')
  })
})

describe('loading', () => {
  test('[LG6] the log makes the room what it was', async () => {
    await room.step(() => room.join(session({ title: 'Cells' })))
    await room.step(() => room.join(session({ sub: 'sam', role: 'student' })))
    const again = newRoom()
    await again.load()
    expect(again.state).toEqual(room.state)
    expect(again.stage.getMap('people').toJSON()).toEqual(room.stage.getMap('people').toJSON())
    expect(Y.encodeStateVector(again.stage)).toEqual(Y.encodeStateVector(room.stage))
  })
})

describe('the end', () => {
  test('closes everybody, and nothing comes after it', async () => {
    const teacher = session()
    await room.step(() => room.join(teacher))
    const { closed, port } = socket()
    room.connectDocument(claims(), STAGE, port)
    await stepper.idle()
    const after = [room.end('ada'), room.step(append)]
    await after[0]
    await expect(after[1]).rejects.toMatchObject({ code: 'CLASS_ENDED' })
    await expect(room.step(append)).rejects.toMatchObject({ code: 'CLASS_ENDED' })
    expect(closed).toEqual(['CLASS_ENDED'])
    expect(stage().get('state')).toBe('ended')
    expect(log.entries.flatMap((each) => (each.kind === 'doc' ? [] : [each.payload.type])).slice(-2)).toEqual([
      'leave',
      'ended',
    ])
  })

  test('a socket that comes after it is told so', async () => {
    await room.end('ada')
    const { closed, port } = socket()
    room.connectDocument(claims(), STAGE, port)
    expect(closed).toEqual(['CLASS_ENDED'])
  })
})

describe('a log that does not take a step', () => {
  test('[LG10] fenced off, the room tells nobody of the step and breaks', async () => {
    const { sent, closed, port } = socket()
    await room.step(() => room.join(session()))
    room.connectDocument(claims(), STAGE, port)
    await stepper.idle()
    const before = { sent: sent.length, published: published.length, entries: log.entries.length }
    let breaks = 0
    room.events.on('broken', () => (breaks += 1))
    log.refusals.set('room', 'FENCED')
    const change = room.step(() => room.change(STAGE, 'ada', (doc) => new Stage(doc).set({ title: 'Cells' })))
    await expect(change).rejects.toMatchObject({ code: 'NODE_DRAINING' })
    await expect(room.step(append)).rejects.toMatchObject({ code: 'NODE_DRAINING' })
    expect(closed).toEqual(['NODE_DRAINING'])
    expect(breaks).toBe(1)
    expect({ sent: sent.length, published: published.length, entries: log.entries.length }).toEqual(before)
  })

  test('[LG11] what it lost it gets back, with all that the step did', async () => {
    await room.step(() => room.join(session()))
    const { seq } = log.entries.at(-1)!
    log.refusals.set('room', 'LOST')
    await room.step(() => room.change(STAGE, 'ada', (doc) => new Stage(doc).set({ title: 'Cells' })))
    const [again] = log.batches.at(-1)!
    expect(again).toMatchObject({ after: { seq }, restore: { seq: seq + 1 } })
    const restored = new Y.Doc()
    Y.applyUpdate(restored, again!.restore!.documents.get(STAGE)!)
    expect(new Stage(restored).get('title')).toBe('Cells')
    expect(again!.restore!.state).toEqual(room.state)
  })

  test('[LG11] it is asked for what it still has without anything to append', async () => {
    await room.step(() => room.join(session()))
    const { seq } = log.entries.at(-1)!
    log.refusals.set('room', 'LOST')
    room.checkLog()
    await stepper.idle()
    expect(log.batches.at(-1)).toMatchObject([{ entries: [], after: { seq }, restore: { seq } }])
  })
})
