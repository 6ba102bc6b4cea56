import { expect, test } from 'vitest'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { random } from '../../../scripts/support/random.ts'
import { MemoryObjectStore } from '../../test/support/MemoryObjectStore.ts'
import { type RandomClass, randomClass } from '../../test/support/randomClass.ts'
import { readFrames, textOf } from '../../test/support/readFrames.ts'
import { STARTED_AT, TestClass } from '../../test/support/TestClass.ts'
import { mustOpen, writeTimeline } from '../../test/support/writeTimeline.ts'
import { liveIndexKey, livePrefix, rawLogPrefix, trackManifestKey } from '../keys.ts'
import { applyChanges } from '../timeline/applyChanges.ts'
import { asDocuments } from '../timeline/asDocuments.ts'
import { TimelineFold } from '../timeline/TimelineFold.ts'
import { TimelineWriter } from './TimelineWriter.ts'

const ROOM = 'room'

async function keysUnder(store: MemoryObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(prefix)) keys.push(key)
  return keys
}

/** Compares what is folded with what was live, at moments in any order. */
async function expectSame(fold: TimelineFold, { expected }: RandomClass, seed: number, moments: number): Promise<void> {
  const chance = random(seed)
  for (let i = 0; i < moments; i += 1) {
    const { t, state } = i === 0 ? expected.at(-1)! : chance.pick(expected)
    if (t <= fold.index.endMs || !fold.index.live) {
      expect(canonicalJson(asDocuments(await fold.stateAt(t))), `at ${t}`).toBe(canonicalJson(state))
    }
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  '[TI2] at any moment the timeline is what the live documents were (seed %i)',
  async (seed) => {
    const given = randomClass(seed, 500)
    const { index, load } = await writeTimeline(new MemoryObjectStore(), ROOM, given.room.entries, 1 + seed * 7)
    const fold = new TimelineFold(index, load)
    await expectSame(fold, given, seed, 60)
    const between = random(seed)
    for (let i = 0; i < 20; i += 1) {
      const [from, to] = [between.pick(given.expected).t, between.pick(given.expected).t].sort((a, b) => a - b) as [
        number,
        number,
      ]
      const stepped = applyChanges(await fold.stateAt(from), await fold.changesBetween(from, to))
      expect(canonicalJson(stepped)).toBe(canonicalJson(await fold.stateAt(to)))
    }
  },
)

test('[TI2] what is told of a class that goes on stays as it was told', async () => {
  const given = randomClass(11, 400)
  const store = new MemoryObjectStore()
  const writer = await TimelineWriter.open(store, ROOM)
  let fold: TimelineFold | undefined
  for (let at = 0; at < given.room.entries.length; at += 9) {
    writer.take(given.room.entries.slice(at, at + 9))
    await writer.flush()
    const { index, load } = await mustOpen(store, ROOM)
    fold ??= new TimelineFold(index, load)
    expect(index.endMs).toBeGreaterThanOrEqual(fold.index.endMs)
    fold.update(index)
    await expectSame(fold, given, at, 6)
  }
  await writer.seal()
  const sealed = await mustOpen(store, ROOM)
  fold = new TimelineFold(sealed.index, sealed.load)
  await expectSame(fold, given, 1, 40)
})

test('[TI6] a class that goes on for long stays quick to read: few chunks after the last snapshot', async () => {
  const room = new TestClass()
  room.join('ada', 'Ada', 'instructor')
  room.record(true)
  const store = new MemoryObjectStore()
  const writer = await TimelineWriter.open(store, ROOM)
  let most = 0
  for (let i = 0; i < 1500; i += 1) {
    room.now += 2000
    room.draw('ada', '1', `shape:${i % 200}`, { typeName: 'shape', text: 'x'.repeat(1000), i })
    writer.take(room.entries.slice(writer.nextSeq - 1))
    await writer.flush()
    const { chunks } = JSON.parse(Buffer.from(await store.get(liveIndexKey(ROOM))).toString())
    const snapshot = chunks.findLastIndex(({ kind }: { kind: string }) => kind === 'snapshot')
    most = Math.max(most, chunks.length - snapshot - 1)
  }
  expect(most).toBeLessThan(45)
  const { index, load } = await mustOpen(store, ROOM)
  expect(index.chunks.filter(({ kind }) => kind === 'snapshot').length).toBeGreaterThan(2)
  expect(await readFrames({ index, load })).toHaveLength(1502)
})

test('[TI3] what is private is in no byte of the timeline', async () => {
  const room = new TestClass()
  room.join('ada', 'Ada', 'instructor')
  room.join('sam', 'Sam')
  room.say('ada', 'before', 'said-before-recording')
  room.record(true)
  room.now += 10
  room.peer('guest', { type: 'waiting', name: 'Waiting Walter' })
  room.peer('sam', { type: 'private', id: 'private-1', n: 1, to: 'ada', text: 'whispered-words' })
  room.peer('anonymous:hash', { type: 'vote', poll: 'poll-1', options: [3], text: 'voted-text' })
  room.peer('sam', { type: 'refusal', refuses: true })
  room.media('sam', { type: 'started', producerId: 'producer-1', peerId: 'peer-1', source: 'camera' })
  room.say('sam', 'shown', 'said-to-all', 'before')
  room.now += 10
  room.record(false)
  room.say('sam', 'hidden', 'said-off-the-record')
  room.edit('notes', 'sam', (doc) => doc.getMap('elsewhere').set('key', 'in-another-type'))
  room.change('stage', 'server', (doc) => doc.getMap('secrets').set('key', 'in-another-map'))
  room.now += 10
  room.record(true)
  room.changeMessage('hidden', { text: 'edited-later', editedAt: room.now })
  room.changeMessage('before', { reactions: { heart: ['sam'] } })
  room.end()
  const store = new MemoryObjectStore()
  const text = await textOf(await writeTimeline(store, ROOM, room.entries, 5))
  expect(text).toContain('said-to-all')
  const secrets = ['Waiting Walter', 'whispered-words', 'anonymous:hash', 'voted-text', 'refus', 'before-recording']
  for (const secret of [
    ...secrets,
    'off-the-record',
    'edited-later',
    '"before"',
    '"hidden"',
    'in-another',
    'producer-1',
  ]) {
    expect(text).not.toContain(secret)
  }
})

test('[TI1] [TI10] the index says who was there, what is recorded, and what there is to find', async () => {
  const room = new TestClass()
  const at = (t: number) => {
    room.now = STARTED_AT + t
  }
  room.join('ada', 'Ada', 'instructor')
  at(1000)
  room.record(true)
  room.join('sam', 'Sam')
  at(2000)
  room.append({ kind: 'mark', actor: 'ada', payload: { type: 'chapter', id: 'chapter-1', title: 'Sums' } })
  at(3000)
  const page = room.addPage()
  room.raiseHand('sam', true)
  at(4000)
  room.setMedia('screen-1', { userId: 'ada', source: 'screen', paused: false })
  at(5000)
  room.setPoll('poll-1', { question: 'Why?' })
  at(90_000)
  room.setMedia('screen-1', null)
  at(91_000)
  room.setMedia('mic-1', { userId: 'ada', source: 'microphone', paused: false })
  at(300_000)
  room.raiseHand('sam', false)
  at(301_000)
  room.record(false)
  room.setPoll('poll-2', { question: 'Not recorded', state: 'closed' })
  room.append({ kind: 'mark', actor: 'ada', payload: { type: 'chapter', id: 'chapter-2', title: 'Off' } })
  at(400_000)
  room.record(true)
  at(500_000)
  room.end()
  const { index } = await writeTimeline(new MemoryObjectStore(), ROOM, room.entries, 3)
  expect(index).toMatchObject({
    version: 1,
    room: ROOM,
    title: 'Algebra',
    startedAt: STARTED_AT,
    endMs: 500_000,
    live: false,
    revision: 0,
    recorded: [
      [1000, 301_000],
      [400_000, 500_000],
    ],
    people: { ada: { name: 'Ada', role: 'instructor', hue: 0 }, sam: { name: 'Sam', role: 'student', hue: 1 } },
  })
  expect(index.marks).toEqual([
    { atMs: 2000, kind: 'chapter', title: 'Sums' },
    { atMs: 3000, kind: 'page', title: `Page ${page}` },
    { atMs: 3000, kind: 'hand', title: 'Hand raised', userId: 'sam' },
    { atMs: 4000, kind: 'share', title: 'Screen shared', userId: 'ada', toMs: 90_000 },
    { atMs: 5000, kind: 'poll', title: 'Why?' },
    { atMs: 5000, kind: 'silence', title: 'Silence', toMs: 90_000 },
  ])
})

test('[TI9] tracks are told as the log tells them, and after sealing as their manifests do', async () => {
  const room = new TestClass()
  room.join('ada', 'Ada', 'instructor')
  room.record(true)
  const mime = 'video/mp4; codecs="avc1.42e01f"'
  const track = (id: string, source: 'camera' | 'microphone') =>
    room.media('ada', { type: 'track', track: id, producerId: 'p', source, mime, width: 640, height: 360 })
  track('camera-1', 'camera')
  track('mic-1', 'microphone')
  const segment = (id: string, n: number, t: number) =>
    room.media('ada', { type: 'segment', track: id, n, at: STARTED_AT + t, durationMs: 4000, bytes: 100 + n })
  room.now += 9000
  segment('camera-1', 0, 1000)
  segment('camera-1', 2, 9000)
  segment('mic-1', 0, 500)
  room.media('ada', { type: 'trackEnded', track: 'camera-1', reason: 'recorder-lost' })
  track('camera-2', 'camera')
  segment('camera-2', 0, 14_000)
  room.end()
  const store = new MemoryObjectStore()
  const writer = await TimelineWriter.open(store, ROOM)
  writer.take(room.entries)
  await writer.flush()
  const { index: told } = await mustOpen(store, ROOM)
  expect(told.live).toBe(false)
  expect(told.tracks[0]).toEqual({
    id: 'camera-1',
    userId: 'ada',
    source: 'camera',
    mime,
    width: 640,
    height: 360,
    segments: [[1000, 4000, 100], null, [9000, 4000, 102]],
    ended: 'recorder-lost',
  })
  expect(told.marks).toEqual([
    { atMs: 13_000, kind: 'gap', title: 'Sound or picture is missing', userId: 'ada', toMs: 14_000 },
  ])
  const segments = [0, 1].map((n) => [STARTED_AT + 500 + n * 4000, 4000, 50 + n])
  const manifest = {
    track: 'mic-1',
    mime: 'audio/mp4; codecs="opus"',
    width: null,
    height: null,
    segments,
    ended: 'closed',
  }
  await store.put(trackManifestKey(ROOM, 'mic-1'), Buffer.from(JSON.stringify(manifest)))
  await writer.seal()
  const { index } = await mustOpen(store, ROOM)
  expect(index.tracks.map(({ id, ended, mime }) => [id, ended, mime])).toEqual([
    ['camera-1', 'recorder-lost', mime],
    ['mic-1', 'closed', manifest.mime],
    ['camera-2', null, mime],
  ])
  expect(index.tracks[1]!.segments).toEqual([
    [500, 4000, 50],
    [4500, 4000, 51],
  ])
})

test('[TI7] a writer that is killed at any write is gone on with: no piece of time is lost or there twice', async () => {
  const given = randomClass(21, 160)
  const { entries } = given.room
  const baseline = new MemoryObjectStore()
  let writes = 0
  baseline.onWrite = () => {
    writes += 1
  }
  const whole = canonicalJson(await readFrames(await writeTimeline(baseline, ROOM, entries, 40)))
  for (let killAt = 1; killAt <= writes; killAt += 1) {
    const store = new MemoryObjectStore()
    let left = killAt
    store.onWrite = () => {
      left -= 1
      if (left === 0) throw new Error('killed')
    }
    await expect(writeTimeline(store, ROOM, entries, 40)).rejects.toThrow('killed')
    store.onWrite = () => undefined
    const timeline = await writeTimeline(store, ROOM, entries, 33)
    expect(canonicalJson(await readFrames(timeline)), `killed at ${killAt}`).toBe(whole)
    expect(await keysUnder(store, livePrefix(ROOM))).toEqual([])
    const fold = new TimelineFold(timeline.index, timeline.load)
    await expectSame(fold, given, killAt, 3)
  }
})

test('[TI7] a flush that fails is asked again, and what came meanwhile is in it', async () => {
  const { room } = randomClass(31, 200)
  const store = new MemoryObjectStore()
  const writer = await TimelineWriter.open(store, ROOM)
  writer.take(room.entries.slice(0, 100))
  let failures = 5
  store.onWrite = (when) => {
    if (when === 'before' && failures-- > 0) throw new Error('the disk is full')
  }
  for (let at = 100; at < 105; at += 1) {
    const flushing = writer.flush()
    writer.take(room.entries.slice(at, at + 1))
    await expect(flushing).rejects.toThrow('the disk is full')
  }
  writer.take(room.entries.slice(105))
  await Promise.all([writer.flush(), writer.flush()])
  await writer.seal()
  const whole = await writeTimeline(new MemoryObjectStore(), ROOM, room.entries)
  expect(await readFrames(await mustOpen(store, ROOM))).toEqual(await readFrames(whole))
})

test('[TI7] one that is opened again goes on after what is stored, and takes nothing twice', async () => {
  const { room } = randomClass(41, 100)
  const store = new MemoryObjectStore()
  const first = await TimelineWriter.open(store, ROOM)
  expect([first.nextSeq, first.isSealed]).toEqual([1, false])
  first.take(room.entries.slice(0, 60))
  await first.flush()
  first.take(room.entries.slice(60, 70))
  const second = await TimelineWriter.open(store, ROOM)
  expect(second.nextSeq).toBe(61)
  expect(() => second.take(room.entries.slice(61))).toThrow('entry 61 of the log is missing')
  await expect(second.seal()).rejects.toThrow('has no end yet')
  second.take(room.entries)
  await second.flush()
  await second.seal()
  expect(await keysUnder(store, rawLogPrefix(ROOM))).toHaveLength(2)
  const third = await TimelineWriter.open(store, ROOM)
  expect(third.isSealed).toBe(true)
  await third.seal()
})
