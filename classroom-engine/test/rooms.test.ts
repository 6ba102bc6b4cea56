import { COMMANDS } from '@lectern/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Classroom } from '../src/room/Classroom.ts'
import type { RawClient } from './support/RawClient.ts'
import { TestEngine } from './support/TestEngine.ts'
import { until } from './support/until.ts'

let engine: TestEngine
afterEach(() => engine.stop())

const ada = { sub: 'ada', role: 'instructor' } as const
const set = (key: string, value: unknown) => (doc: Y.Doc) => doc.getMap('records').set(key, value)
const roomOf = (id = 'room'): Classroom => engine.engine.registry.get(id)!

describe('memory', () => {
  test('a room that nobody is in is let go of, and is the same when somebody comes', async () => {
    engine = await TestEngine.start({ idleMs: 20, presenceGraceMs: 20 })
    const client = await (await engine.raw('board/1', ada)).sync()
    client.edit(set('shape:a', { x: 1 }), new Y.Doc())
    await client.until(() => client.doc.getMap('records').has('shape:a'))
    const room = roomOf()
    const docs = room.documents().map(({ doc }) => doc)
    const destroyed = docs.map((doc) => new Promise<void>((resolve) => doc.once('destroy', () => resolve())))
    client.close()
    await Promise.all(destroyed)
    expect(engine.engine.registry.size).toBe(0)
    expect(room.documents()).toEqual([])
    const { seq, snapshotSeq } = await engine.engine.log.info('room')
    expect(snapshotSeq).toBe(seq)
    const again = await (await engine.raw('board/1', ada)).sync()
    expect(again.doc.getMap('records').toJSON()).toEqual({ 'shape:a': { x: 1 } })
  })

  test('a room that somebody comes back to in time stays', async () => {
    engine = await TestEngine.start({ idleMs: 400 })
    const first = await (await engine.raw('board/1', ada)).sync()
    const room = roomOf()
    first.close()
    await until(room.events as never, 'empty', () => room.isEmpty)
    await (await engine.raw('board/1', ada)).sync()
    expect(roomOf()).toBe(room)
  })

  test('a class that ended leaves memory at once', async () => {
    engine = await TestEngine.start()
    const teacher = await engine.joined(ada)
    const closed = new Promise<void>((resolve) => roomOf().events.once('closed', resolve))
    await teacher.do(COMMANDS.endClass, {})
    await closed
    expect(engine.engine.registry.size).toBe(0)
    expect(await engine.engine.log.snapshot('room')).toMatchObject({ state: { sealed: true } })
  })

  test('many who come at the same moment open a room once', async () => {
    engine = await TestEngine.start()
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => (await engine.raw('board/1', { sub: `p${n}` })).sync()),
    )
    expect(engine.engine.registry.size).toBe(1)
    const entries = await Array.fromAsync(engine.engine.log.read('room', { from: 1 }))
    expect(entries.filter(({ kind }) => kind === 'mark')).toHaveLength(1)
  })
})

describe('joining', () => {
  test('200 who join cost an encoding for every few changes meanwhile, not each one', async () => {
    engine = await TestEngine.start({ stepMs: 1 })
    const writer = await engine.synced('board/1', ada)
    writer.doc.transact(() => {
      for (let n = 0; n < 500; n += 1) writer.records.set(`shape:${n}`, { n, points: [1, 2, 3] })
    })
    const { answers } = roomOf().document('board/1')
    await until(roomOf().document('board/1').doc as never, 'update', () => answers.encoded > 0)
    await (await engine.raw('board/1', { sub: 'first' })).sync()
    const before = answers.encoded
    const joined: RawClient[] = []
    for (let n = 0; n < 200; n += 1) {
      joined.push(await (await engine.raw('board/1', { sub: `p${n % 50}` })).sync())
      if (n % 20 === 0) writer.records.set('shape:moving', { n })
    }
    expect(answers.encoded - before).toBeLessThanOrEqual(2)
    expect(joined.every(({ doc }) => doc.getMap('records').has('shape:499'))).toBe(true)
    await Promise.all(
      joined.map((each) =>
        each.until(() => (each.doc.getMap('records').get('shape:moving') as { n: number }).n === 180),
      ),
    )
  })

  test('[LG6] a snapshot bounds what a restart has to read, and changes nothing', async () => {
    engine = await TestEngine.start({ stepMs: 1 })
    const client = await (await engine.raw('board/1', ada)).sync()
    await write(client, new Y.Doc(), 6)
    const { seq, snapshotSeq } = await engine.engine.log.info('room')
    expect(snapshotSeq).toBeGreaterThan(seq - 5)
    await engine.restart()
    const again = await (await engine.raw('board/1', ada)).sync()
    expect(again.doc.getMap('records').toJSON()).toEqual(client.doc.getMap('records').toJSON())
  })
})

const BIG = 'x'.repeat(240 * 1024)

/** Sets one large record again and again, each time after the echo of the time before. */
async function write(client: RawClient, own: Y.Doc, times: number, isEnough = () => false): Promise<void> {
  const key = `shape:${own.clientID}`
  for (let n = 1; n <= times && !isEnough(); n += 1) {
    client.edit(set(key, { n, BIG }), own)
    await client.until(() => (client.doc.getMap('records').get(key) as { n: number } | undefined)?.n === n)
  }
}

describe('a slow reader', () => {
  test('[SY10] is closed and comes again; nobody waits for it', async () => {
    engine = await TestEngine.start({ stepMs: 1 })
    const slow = await (await engine.raw('board/1', { sub: 'slow' })).sync()
    slow.socket.pause()
    const { connections } = roomOf().document('board/1')
    const isGone = () => ![...connections].some(({ userId }) => userId === 'slow')
    // The kernel takes some before the engine has to keep any, and one person may not send that much at once.
    for (let n = 0; !isGone(); n += 1) {
      const helper = await (await engine.raw('board/1', { sub: `helper${n}`, role: 'assistant' })).sync()
      await write(helper, new Y.Doc(), 15, isGone)
      helper.close()
    }
    slow.socket.resume()
    expect(await slow.closed()).toMatchObject({ reason: 'SLOW_READER' })
    const again = await (await engine.raw('board/1', { sub: 'slow' })).sync()
    expect(again.doc.getMap('records').size).toBeGreaterThan(0)
  })
})
