import { BOARD_RECORDS, NOTES, NOTES_TEXT } from '@lectern/protocol'
import { beforeEach, expect, test } from 'vitest'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { MemoryObjectStore } from '../../test/support/MemoryObjectStore.ts'
import { randomClass } from '../../test/support/randomClass.ts'
import { readFrames, textOf } from '../../test/support/readFrames.ts'
import { STARTED_AT, TestClass } from '../../test/support/TestClass.ts'
import { mustOpen, writeTimeline } from '../../test/support/writeTimeline.ts'
import { audioInit, mp4Segment, opusConfiguration } from '../containers/fmp4.ts'
import { mp4Samples } from '../containers/readMp4.ts'
import { editedTimelineKey, segmentKey, shownSegmentKey, trackInitKey } from '../keys.ts'
import { NO_EDITS, type TimelineEdits } from '../projection/TimelineEdits.ts'
import { ObjectNotFoundError } from '../store/ObjectStore.ts'
import { TimelineFold } from '../timeline/TimelineFold.ts'
import { openTimeline } from './openTimeline.ts'
import { projectAgain } from './projectAgain.ts'

const ROOM = 'room'
let store: MemoryObjectStore

beforeEach(() => {
  store = new MemoryObjectStore()
})

async function edited(room: TestClass, edits: Partial<TimelineEdits>) {
  await writeTimeline(store, ROOM, room.entries, 20)
  await projectAgain(store, ROOM, { revision: 1, edits: { ...NO_EDITS, ...edits } })
  const timeline = await mustOpen(store, ROOM, 1)
  return { ...timeline, text: await textOf(timeline), fold: new TimelineFold(timeline.index, timeline.load) }
}

/** Mallory is everywhere. */
function classWithMallory(): TestClass {
  const room = new TestClass()
  const at = (t: number) => {
    room.now = STARTED_AT + t
  }
  room.join('ada', 'Ada', 'instructor')
  room.record(true)
  room.join('mallory', 'Mallory Mudd')
  room.join('sam', 'Sam')
  at(1000)
  room.draw('ada', '1', 'shape:ada', { typeName: 'shape', text: 'by-ada' })
  room.draw('mallory', '1', 'shape:mallory', { typeName: 'shape', text: 'mallory-drew-this' })
  room.draw('ada', '1', 'shape:mallory', { typeName: 'shape', text: 'mallory-drew-this', x: 1 })
  room.draw('mallory', '1', 'shape:ada', { typeName: 'shape', text: 'by-ada', x: 5 })
  room.draw('sam', '1', 'shape:child', { typeName: 'shape', parentId: 'shape:mallory', text: 'in-the-group' })
  room.draw('sam', '1', 'binding:1', { typeName: 'binding', fromId: 'shape:ada', toId: 'shape:mallory' })
  room.draw('sam', '1', 'shape:sam', { typeName: 'shape', meta: { likedBy: ['mallory', 'ada'], madeFor: 'mallory' } })
  at(2000)
  room.say('ada', 'message-1', 'Hello')
  room.say('mallory', 'message-mallory', 'mallory-said-this')
  room.say('sam', 'message-2', 'I answer', 'message-mallory')
  room.changeMessage('message-1', { reactions: { heart: ['mallory', 'sam'], clap: ['mallory'] } })
  at(3000)
  room.write('ada', 0, 'Notes: ')
  room.write('mallory', 7, 'mallory-wrote-this')
  room.write('sam', 3, '-sam-')
  room.write('sam', 20, '+sam+')
  at(4000)
  room.raiseHand('mallory', true)
  room.raiseHand('sam', true)
  const choices = { mallory: [0], sam: [0, 1] }
  room.setPoll('poll-1', { options: ['a', 'b'], kind: 'multiple', votes: 2, counts: [2, 1], choices })
  const answers = [
    { text: 'mallory-answers', by: 'mallory' },
    { text: 'sam-answers', by: 'sam' },
  ]
  room.setPoll('poll-2', { kind: 'text', createdBy: 'mallory', votes: 2, answers })
  room.setClass('spotlight', 'mallory')
  room.setMedia('screen-m', { userId: 'mallory', source: 'screen', paused: false })
  const track = { producerId: 'p', source: 'camera', mime: 'video/mp4', width: 1, height: 1 } as const
  room.media('mallory', { type: 'track', track: 'camera-1', ...track })
  room.media('mallory', { type: 'segment', track: 'camera-1', n: 0, at: STARTED_AT + 4000, durationMs: 1000, bytes: 1 })
  room.media('ada', { type: 'track', track: 'camera-2', ...track })
  at(9000)
  room.end()
  return room
}

test('[TI13] who is taken out is in no byte, and everything of the others stays', async () => {
  const { text, index, fold } = await edited(classWithMallory(), { people: [{ userId: 'mallory', remove: true }] })
  expect(text.toLowerCase()).not.toContain('mallory')
  for (const gone of ['in-the-group', 'binding:1']) expect(text).not.toContain(gone)
  const state = await fold.stateAt(index.endMs)
  expect(Object.keys(state['board/1']![BOARD_RECORDS]!).sort()).toEqual(['shape:ada', 'shape:sam'])
  expect(state['board/1']).toMatchObject({ records: { 'shape:sam': { meta: { likedBy: ['ada'], madeFor: null } } } })
  expect(state['chat/0']).toMatchObject({
    messages: { 'message-1': { reactions: { heart: ['sam'] } }, 'message-2': { text: 'I answer', replyTo: null } },
  })
  expect(state[NOTES]![NOTES_TEXT]).toBe('Not-sam-es: +sam+')
  expect(state.stage).toMatchObject({
    class: { spotlight: null },
    people: { ada: { name: 'Ada' }, sam: { name: 'Sam' } },
    polls: {
      'poll-1': { votes: 1, counts: [1, 1], choices: { sam: [0, 1] } },
      'poll-2': { votes: 1, answers: [{ text: 'sam-answers', by: 'sam' }], createdBy: '' },
    },
  })
  expect(index.tracks.map(({ id }) => id)).toEqual(['camera-2'])
  expect(index.marks.map(({ kind }) => kind)).toEqual(['hand', 'poll', 'poll'])
})

test('[TI14] who is renamed has the old name nowhere', async () => {
  const { text, index, fold } = await edited(classWithMallory(), {
    people: [{ userId: 'mallory', rename: 'Somebody' }],
  })
  expect(text).not.toContain('Mudd')
  expect(index.people.mallory).toEqual({ name: 'Somebody', role: 'student', hue: 1 })
  const state = await fold.stateAt(index.endMs)
  expect(state['chat/0']).toMatchObject({
    messages: { 'message-mallory': { name: 'Somebody', text: 'mallory-said-this' } },
  })
  expect(state.stage).toMatchObject({ people: { mallory: { name: 'Somebody' } } })
})

test('[TI13] a hidden message is in no byte, and its replies stand by themselves', async () => {
  const { text, fold } = await edited(classWithMallory(), { hiddenMessages: ['message-mallory'] })
  for (const gone of ['message-mallory', 'mallory-said-this']) expect(text).not.toContain(gone)
  expect(await fold.stateAt(9000)).toMatchObject({ 'chat/0': { messages: { 'message-2': { replyTo: null } } } })
})

const OPUS = { entry: 'Opus', configuration: opusConfiguration(2, 48_000) }

/** A second of sound in five packets, each with its time as its content. */
const soundFrom = (fromMs: number) =>
  mp4Segment(
    0,
    fromMs,
    [0, 200, 400, 600, 800].map((ms) => ({ data: Buffer.from(`sound-${fromMs + ms}`), key: true, duration: 200 })),
  )

test('[TI12] of what is cut out only what stays of it is shown, from the end of the cut on', async () => {
  const room = new TestClass()
  const at = (t: number) => {
    room.now = STARTED_AT + t
  }
  room.join('ada', 'Ada', 'instructor')
  room.record(true)
  room.media('ada', {
    type: 'track',
    track: 'mic',
    producerId: 'p',
    source: 'microphone',
    mime: 'audio/mp4; codecs="opus"',
    width: null,
    height: null,
  })
  await store.put(trackInitKey(ROOM, 'mic'), audioInit({ channels: 2, timescale: 1000, ...OPUS }))
  for (let n = 0; n < 10; n += 1) {
    await store.put(segmentKey(ROOM, 'mic', n), soundFrom(n * 1000))
    at(n * 1000)
    room.say('ada', `message-${n}`, `said-${n}`)
    room.draw('ada', '1', 'shape:growing', { typeName: 'shape', text: `grown-${n}` })
    room.draw('ada', '1', `shape:passing-${n}`, { typeName: 'shape', text: `passed-${n}` })
    at(n * 1000 + 500)
    room.erase('ada', '1', `shape:passing-${n}`)
    room.append({ kind: 'mark', actor: 'ada', payload: { type: 'chapter', id: `chapter-${n}`, title: `Chapter ${n}` } })
    room.media('ada', { type: 'segment', track: 'mic', n, at: STARTED_AT + n * 1000, durationMs: 1000, bytes: 1 })
  }
  at(10_000)
  room.end()
  const cuts = [
    { fromMs: 4000, toMs: 5200 },
    { fromMs: 3000, toMs: 4500 },
  ]
  const { text, index, load, fold } = await edited(room, { trimFromMs: 1200, trimToMs: 8000, cuts, title: 'Shorter' })
  for (const n of [0, 1, 3, 4, 5, 8, 9]) expect(text).not.toContain(`said-${n}`)
  for (const n of [2, 6, 7]) expect(text).toContain(`said-${n}`)
  for (const n of [0, 3, 4, 8, 9]) expect(text).not.toContain(`passed-${n}`)
  for (const n of [0, 3, 4, 8, 9]) expect(text).not.toContain(`grown-${n}`)
  const frames = await readFrames({ index, load })
  expect(frames.map(({ t }) => t)).toEqual(
    [1200, 1500, 2000, 2500, 5200, 5500, 6000, 6500, 7000, 7500].flatMap((t) => (t % 1000 === 0 ? [t, t, t] : [t])),
  )
  expect(await fold.stateAt(4000)).toEqual(await fold.stateAt(3000))
  expect(await fold.stateAt(5200)).toMatchObject({ 'board/1': { records: { 'shape:growing': { text: 'grown-5' } } } })
  expect(index).toMatchObject({
    title: 'Shorter',
    revision: 1,
    endMs: 8000,
    recorded: [
      [1200, 3000],
      [5200, 8000],
    ],
  })
  expect(index.marks.map(({ title }) => title)).toEqual([
    'Chapter 1',
    'Chapter 2',
    'Chapter 5',
    'Chapter 6',
    'Chapter 7',
  ])
  const spans = index.tracks[0]!.segments.map((segment) => segment && [segment[0], segment[0] + segment[1]])
  const [third, sixth, seventh] = [2, 6, 7].map((n) => [n * 1000, n * 1000 + 1000])
  expect(spans).toEqual([null, [1200, 2000], third, null, null, [5200, 6000], sixth, seventh, null, null])
  expect(index.tracks[0]!.cut).toEqual([1, 5])
  const sound = async (n: number) =>
    mp4Samples(Buffer.from(await store.get(shownSegmentKey(index, index.tracks[0]!, n)))).map(({ data }) => `${data}`)
  expect(await sound(1)).toEqual(['sound-1200', 'sound-1400', 'sound-1600', 'sound-1800'])
  expect(await sound(2)).toEqual(['sound-2000', 'sound-2200', 'sound-2400', 'sound-2600', 'sound-2800'])
  expect(await sound(5)).toEqual(['sound-5200', 'sound-5400', 'sound-5600', 'sound-5800'])
})

test('[TI11] without edits the timeline is the same as before, and chapters may be given', async () => {
  const given = randomClass(51, 300)
  const before = await writeTimeline(store, ROOM, given.room.entries, 20)
  const told: number[] = []
  const edits = { ...NO_EDITS, chapters: [{ atMs: 5, title: 'Given' }] }
  await projectAgain(store, ROOM, { revision: 3, edits, onProgress: (percent) => told.push(percent) })
  const again = await mustOpen(store, ROOM, 3)
  expect(canonicalJson(await readFrames(again))).toBe(canonicalJson(await readFrames(before)))
  const { chunks: _chunks, marks, ...rest } = again.index
  expect(before.index).toMatchObject({ ...rest, revision: 0 })
  expect(marks.filter(({ kind }) => kind === 'chapter')).toEqual([{ atMs: 5, kind: 'chapter', title: 'Given' }])
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.length).toBeGreaterThan(2)
})

test('[TI11] an edit that is given up, or fails, leaves nothing', async () => {
  await expect(projectAgain(store, ROOM, { revision: 1, edits: NO_EDITS })).rejects.toThrow(ObjectNotFoundError)
  await writeTimeline(store, ROOM, randomClass(52, 100).room.entries)
  const signal = AbortSignal.abort(new Error('given up'))
  await expect(projectAgain(store, ROOM, { revision: 1, edits: NO_EDITS, signal })).rejects.toThrow('given up')
  expect(await openTimeline(store, ROOM, 1)).toBeUndefined()
  expect(await store.head(editedTimelineKey(ROOM, 1))).toBeUndefined()
})

test('[TI12] a segment that lies partly in a cut and cannot be read is not shown', async () => {
  const room = new TestClass()
  room.join('ada', 'Ada', 'instructor')
  room.record(true)
  const form = { mime: 'audio/mp4; codecs="opus"', width: null, height: null }
  for (const track of ['gone', 'broken']) {
    room.media('ada', { type: 'track', track, producerId: track, source: 'microphone', ...form })
    for (const n of [0, 1]) {
      room.media('ada', { type: 'segment', track, n, at: STARTED_AT + n * 1000, durationMs: 1000, bytes: 1 })
    }
  }
  await store.put(trackInitKey(ROOM, 'broken'), Buffer.from('no head'))
  await store.put(segmentKey(ROOM, 'broken', 0), Buffer.from('no segment'))
  room.now = STARTED_AT + 2000
  room.end()
  const { index } = await edited(room, { trimFromMs: 500 })
  for (const { segments, cut } of index.tracks) {
    expect(segments).toEqual([null, [1000, 1000, 1]])
    expect(cut).toBeUndefined()
  }
})
