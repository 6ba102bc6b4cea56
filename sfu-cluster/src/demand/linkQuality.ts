import type { ConnectionQuality } from '@lectern/protocol'

/** Share of what should flow that does flow, from which a link counts as good or fair. */
const GOOD = 0.5
const FAIR = 0.3
/** A link that is down for longer is lost, ms. */
export const LOST_MS = 3000

/** What a consumer gets, in the terms of mediasoup. Scores 0 to 10. */
export interface ReceivedStream {
  score: number
  producerScore: number
  /** Null where there are no layers. */
  layers: { current: number | undefined; preferred: number } | null
}

/** Bits per layer, roughly; only ratios count. */
const LAYER_WEIGHT = [1, 3, 9]
const weight = (layer: number) => LAYER_WEIGHT[Math.min(layer, LAYER_WEIGHT.length - 1)]!

/** Share of what a viewer should get that arrives; 1 where nothing should. What its sender fails to send is not the viewer's link. */
export function receivedShare(streams: readonly ReceivedStream[]): number {
  let wanted = 0
  let got = 0
  for (const { score, producerScore, layers } of streams) {
    if (producerScore === 0) continue
    const full = weight(layers?.preferred ?? 0)
    const now = layers ? (layers.current === undefined ? 0 : weight(layers.current)) : full
    wanted += full
    got += (Math.min(now, full) * score) / 10
  }
  return wanted === 0 ? 1 : got / wanted
}

/** Share of what a sender sends that reaches the SFU, from the best score of each producer; 1 where nothing is sent. */
export function sentShare(bestScores: readonly number[]): number {
  if (bestScores.length === 0) return 1
  return bestScores.reduce((sum, score) => sum + score, 0) / bestScores.length / 10
}

/** `downMs`: how long the transport has had no working path; 0 while it has one. */
export function linkQuality(share: number, downMs: number): ConnectionQuality {
  if (downMs > LOST_MS) return 'lost'
  if (share >= GOOD && downMs === 0) return 'good'
  return share >= FAIR ? 'fair' : 'poor'
}

const ORDER: ConnectionQuality[] = ['lost', 'poor', 'fair', 'good']

export function worseOf(a: ConnectionQuality, b: ConnectionQuality): ConnectionQuality {
  return ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b
}

/** What others were told of a link, and what was seen of it last. */
export interface ToldQuality {
  told: ConnectionQuality
  seen: ConnectionQuality
}

export const GOOD_LINK: ToldQuality = { told: 'good', seen: 'good' }

/** A change is told when it is seen twice in a row, since layers take a moment to follow a tile; a lost link is told at once. */
export function settleQuality({ told, seen }: ToldQuality, now: ConnectionQuality): ToldQuality {
  return { told: now === seen || now === 'lost' ? now : told, seen: now }
}
