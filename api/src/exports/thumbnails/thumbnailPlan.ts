import type { TimelineIndex, Track } from '@lectern/recording/timeline'
import { filmPlan } from '../film/filmPlan.ts'

const EVERY_MS = 10_000
const MOST = 120

/** One picture of the time bar. */
export interface Thumbnail {
  /** It stands for what is shown from here to there. */
  fromMs: number
  toMs: number
  /** What it is a picture of; null: the board. */
  track: Track | null
}

/** Pictures for the time bar: one for every ten seconds, or fewer where that would be too many. */
export function thumbnailPlan(index: TimelineIndex): Thumbnail[] {
  const scenes = filmPlan(index)
  const total = scenes.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  const every = Math.max(EVERY_MS, Math.ceil(total / MOST))
  const thumbnails: Thumbnail[] = []
  for (const { fromMs, toMs, share, camera } of scenes) {
    const last = thumbnails.at(-1)
    const isGoingOn = last !== undefined && last.toMs === fromMs
    if (last && isGoingOn) last.toMs = Math.min(toMs, last.fromMs + every)
    for (let t = isGoingOn ? (last?.toMs ?? fromMs) : fromMs; t < toMs; t += every) {
      thumbnails.push({ fromMs: t, toMs: Math.min(toMs, t + every), track: share ?? camera })
    }
  }
  return thumbnails
}
