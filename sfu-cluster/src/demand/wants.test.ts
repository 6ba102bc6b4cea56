import type { VideoWish } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { heldMicrophones, type OnAir, rankWishes, type Scene, type Viewer, wantsOf } from './wants.ts'

const limits = { lastN: 2, audioConsumers: 2 }
const producer = (id: string, fields: Partial<OnAir> = {}): OnAir => {
  const [userId, source] = id.split(':') as [string, OnAir['source']]
  return { id, userId, peerId: `${userId}-1`, source, paused: false, layers: 3, order: 0, recorded: false, ...fields }
}
const wish = (userId: string, fields: Partial<VideoWish> = {}): VideoWish => ({
  userId,
  source: 'camera',
  height: 180,
  pinned: false,
  ...fields,
})
const scene = (onAir: OnAir[], fields: Partial<Scene> = {}): Scene => ({
  onAir,
  audible: new Set(),
  held: new Set(onAir.map(({ id }) => id)),
  speaking: new Set(),
  ...fields,
})
const viewer = (wishes: VideoWish[] = [], firstPictures = 0): Viewer => ({
  peerId: 'sam-1',
  userId: 'sam',
  wishes,
  firstPictures,
})
const active = (wants: ReturnType<typeof wantsOf>) => wants.filter((want) => want.active).map((want) => want.producerId)

test('microphones: held for all, active for the audible, never one of his own', () => {
  const onAir = [
    producer('ada:microphone'),
    producer('kim:microphone'),
    producer('sam:microphone', { peerId: 'sam-2' }),
  ]
  const wants = wantsOf(viewer(), scene(onAir, { audible: new Set(['kim:microphone', 'sam:microphone']) }), limits)
  expect(wants.map(({ producerId }) => producerId)).toEqual(['ada:microphone', 'kim:microphone'])
  expect(active(wants)).toEqual(['kim:microphone'])
})

test('the sound of a screen is heard whoever is loud', () => {
  const wants = wantsOf(viewer(), scene([producer('ada:screenAudio')], { held: new Set() }), limits)
  expect(active(wants)).toEqual(['ada:screenAudio'])
})

test('a picture that nobody wishes is not wanted', () => {
  expect(wantsOf(viewer(), scene([producer('ada:camera')]), limits)).toEqual([])
})

test('a wish for a picture that is not on air, or for his own, gives nothing', () => {
  const wants = wantsOf(viewer([wish('ada'), wish('sam')]), scene([producer('sam:camera')]), limits)
  expect(wants).toEqual([])
})

test('last-N: pinned first, then speaking, then order; the rest exist and rest', () => {
  const onAir = ['ada', 'ben', 'cyd', 'dot'].map((name) => producer(`${name}:camera`))
  const wishes = [wish('ada'), wish('ben'), wish('cyd'), wish('dot', { pinned: true })]
  const wants = wantsOf(viewer(wishes), scene(onAir, { speaking: new Set(['cyd']) }), limits)
  expect(wants.map(({ producerId }) => producerId)).toEqual(['dot:camera', 'cyd:camera', 'ada:camera', 'ben:camera'])
  expect(active(wants)).toEqual(['dot:camera', 'cyd:camera'])
  const priorities = wants.map(({ priority }) => priority)
  expect(priorities).toEqual([...priorities].sort((a, b) => b - a))
})

test('before it has said what it wishes, a viewer gets a few small pictures: of who speaks, then of who was there first', () => {
  const onAir = [
    producer('ada:camera'),
    producer('ben:camera'),
    producer('cyd:camera', { paused: true }),
    producer('dot:camera'),
    producer('sam:camera', { peerId: 'sam-1' }),
  ]
  const wants = wantsOf(viewer([], 2), scene(onAir, { speaking: new Set(['dot']) }), limits)
  expect(wants).toMatchObject([
    { producerId: 'dot:camera', active: true, layer: 0 },
    { producerId: 'ada:camera', active: true, layer: 0 },
  ])
})

test('a covered camera rests', () => {
  const wants = wantsOf(viewer([wish('ada')]), scene([producer('ada:camera', { paused: true })]), limits)
  expect(wants).toMatchObject([{ producerId: 'ada:camera', active: false }])
})

test('the layer follows the tile; one layer leaves no choice', () => {
  const onAir = [producer('ada:camera'), producer('ada:screen', { layers: 1 })]
  const wishes = [wish('ada', { height: 700 }), wish('ada', { source: 'screen', height: 180 })]
  expect(wantsOf(viewer(wishes), scene(onAir), limits)).toMatchObject([{ layer: 2 }, { layer: null }])
})

test('of two devices of one person the newest open camera is shown', () => {
  const onAir = [
    producer('ada:camera', { id: 'old' }),
    producer('ada:camera', { id: 'new', peerId: 'ada-2', order: 1 }),
    producer('ada:camera', { id: 'covered', peerId: 'ada-3', order: 2, paused: true }),
  ]
  expect(active(wantsOf(viewer([wish('ada')]), scene(onAir), limits))).toEqual(['new'])
})

test('rankWishes keeps the order of equals', () => {
  const ranked = rankWishes([wish('a'), wish('b'), wish('c')], new Set(['c']))
  expect(ranked.map(({ userId }) => userId)).toEqual(['c', 'a', 'b'])
})

test('held microphones: open ones first, then heard last, then newest', () => {
  const onAir = [
    producer('a:microphone', { order: 1 }),
    producer('b:microphone', { order: 2 }),
    producer('c:microphone', { order: 3, paused: true }),
    producer('d:microphone', { order: 4 }),
  ]
  const heardAt = new Map([
    ['a:microphone', 50],
    ['c:microphone', 90],
  ])
  expect([...heldMicrophones(onAir, heardAt, limits)]).toEqual(['a:microphone', 'd:microphone'])
})
