import { expect, test } from 'vitest'
import { DEMAND_SETTLE_MS, demandOf, NO_DEMAND, type SettledDemand, settleDemand } from './producerDemand.ts'
import type { OnAir, Viewer, Want } from './wants.ts'

const EVERYTHING: SettledDemand = { told: { wanted: true, spatialLayer: 2 }, lowerSince: null }

const camera: OnAir = {
  id: 'cam',
  userId: 'ada',
  peerId: 'a1',
  source: 'camera',
  paused: false,
  layers: 3,
  order: 1,
  recorded: false,
}
const microphone: OnAir = { ...camera, id: 'mic', source: 'microphone', layers: 1 }
const viewer = (userId: string): Viewer => ({ peerId: userId, userId, wishes: [], firstPictures: 0 })
const want = (fields: Partial<Want>): Want => ({ producerId: 'cam', active: true, layer: 0, priority: 1, ...fields })

test('the highest layer that anybody gets is wanted', () => {
  const demand = demandOf([camera], [], [[want({ layer: 1 })], [want({ layer: 2, active: false })], [want({})]])
  expect(demand.get('cam')).toEqual({ wanted: true, spatialLayer: 1 })
})

test('nobody looks: not wanted', () => {
  expect(demandOf([camera], [viewer('sam')], [[want({ active: false })]]).get('cam')).toEqual(NO_DEMAND)
})

test('a microphone is wanted as soon as somebody else is there', () => {
  expect(demandOf([microphone], [viewer('ada')], []).get('mic')).toEqual(NO_DEMAND)
  expect(demandOf([microphone], [viewer('ada'), viewer('sam')], []).get('mic')).toMatchObject({ wanted: true })
})

test('what is recorded is wanted in full, whoever looks or is there', () => {
  const recorded = { ...camera, recorded: true }
  const demand = demandOf([recorded, { ...microphone, recorded: true }], [viewer('ada')], [[want({ layer: 0 })]])
  expect(demand.get('cam')).toEqual({ wanted: true, spatialLayer: 2 })
  expect(demand.get('mic')).toEqual({ wanted: true, spatialLayer: 0 })
  expect(demandOf([{ ...recorded, paused: true }], [], []).get('cam')).toEqual(NO_DEMAND)
})

test('more is told at once, less only when it lasts', () => {
  const low = { wanted: true, spatialLayer: 0 }
  const high = { wanted: true, spatialLayer: 2 }
  const waiting = settleDemand(EVERYTHING, low, 1000)
  expect(waiting).toEqual({ told: high, lowerSince: 1000 })
  expect(settleDemand(waiting, NO_DEMAND, 1000 + DEMAND_SETTLE_MS - 1).told).toEqual(high)
  const settled = settleDemand(waiting, NO_DEMAND, 1000 + DEMAND_SETTLE_MS)
  expect(settled).toEqual({ told: NO_DEMAND, lowerSince: null })
  expect(settleDemand(settled, low, 5000).told).toEqual(low)
})

test('what rises again in time was never lowered', () => {
  const waiting = settleDemand(EVERYTHING, NO_DEMAND, 1000)
  expect(settleDemand(waiting, { wanted: true, spatialLayer: 2 }, 1500)).toEqual(EVERYTHING)
})
