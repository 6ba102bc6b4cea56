import type { ProducerDemand } from '@lectern/protocol'
import type { OnAir, Viewer, Want } from './wants.ts'

/** How long a lower demand must last before the sender is told; a higher one is told at once. */
export const DEMAND_SETTLE_MS = 2000

export const NO_DEMAND: ProducerDemand = { wanted: false, spatialLayer: 0 }

/**
 * What is wanted of each producer now. Pictures: what viewers get. Sound: whether anybody else is there, since loudness can only
 * be measured on what is sent. What is recorded is wanted in full.
 */
export function demandOf(
  onAir: readonly OnAir[],
  viewers: readonly Viewer[],
  wants: Iterable<readonly Want[]>,
): Map<string, ProducerDemand> {
  const demand = new Map<string, ProducerDemand>()
  const users = new Set(viewers.map(({ userId }) => userId))
  for (const { id, source, userId, recorded, paused, layers } of onAir) {
    const sound = source === 'microphone' || source === 'screenAudio'
    const heard = sound && users.size > (users.has(userId) ? 1 : 0)
    const filmed = recorded && (sound || !paused)
    demand.set(id, filmed || heard ? { wanted: true, spatialLayer: filmed ? layers - 1 : 0 } : NO_DEMAND)
  }
  for (const list of wants) {
    for (const { producerId, active, layer } of list) {
      const before = demand.get(producerId)
      if (!before || !active) continue
      demand.set(producerId, { wanted: true, spatialLayer: Math.max(before.spatialLayer, layer ?? 0) })
    }
  }
  return demand
}

/** What a sender was told, and since when less is wanted. */
export interface SettledDemand {
  told: ProducerDemand
  lowerSince: number | null
}

/** New producers begin with their lowest layer: what all layers begin with takes a new link seconds to carry. */
export const FIRST_DEMAND: SettledDemand = { told: { wanted: true, spatialLayer: 0 }, lowerSince: null }

/** Follows `wanted` upwards at once, downwards after a while. */
export function settleDemand(before: SettledDemand, wanted: ProducerDemand, now: number): SettledDemand {
  if (weight(wanted) > weight(before.told)) return { told: wanted, lowerSince: null }
  if (weight(wanted) === weight(before.told)) return { told: before.told, lowerSince: null }
  const lowerSince = before.lowerSince ?? now
  if (now - lowerSince < DEMAND_SETTLE_MS) return { told: before.told, lowerSince }
  return { told: wanted, lowerSince: null }
}

const weight = ({ wanted, spatialLayer }: ProducerDemand) => (wanted ? 1 + spatialLayer : 0)
