import type { ReplayClock } from './Replay.ts'

/** What is needed of a media element: `HTMLMediaElement`. */
export interface Playable {
  currentTime: number
  playbackRate: number
  readonly paused: boolean
  play(): Promise<void>
  pause(): void
}

/** Further away than this, seconds, it jumps. */
const JUMP = 0.3
/** Closer than this it is in step. */
const CLOSE = 0.02
/** Most by which it plays faster or slower to catch up, as a share of its speed: nobody hears or sees it. */
const MOST = 0.06
/** While nothing moves one sees every frame. */
const STILL = 0.01

/**
 * Keeps an element where the clock is. `at`: where it should be, seconds of its own time. Gives false where the browser wants a click
 * before it plays.
 */
export async function keepInStep(element: Playable, clock: ReplayClock, at: number): Promise<boolean> {
  const runs = clock.playing && !clock.waiting
  const ahead = element.currentTime - at
  if (!runs) {
    if (!element.paused) element.pause()
    if (Math.abs(ahead) > STILL) element.currentTime = at
    return true
  }
  if (Math.abs(ahead) > JUMP) element.currentTime = at
  setRate(element, clock.rate * (1 - correction(ahead)))
  return element.paused ? start(element) : true
}

function correction(ahead: number): number {
  if (Math.abs(ahead) < CLOSE || Math.abs(ahead) > JUMP) return 0
  return Math.max(-MOST, Math.min(MOST, ahead / 2))
}

/** Each change of the speed costs the element a little, so that small ones are left out. */
function setRate(element: Playable, rate: number): void {
  if (Math.abs(element.playbackRate - rate) > 0.005) element.playbackRate = rate
}

async function start(element: Playable): Promise<boolean> {
  try {
    await element.play()
    return true
  } catch (error) {
    return !(error instanceof Error && error.name === 'NotAllowedError')
  }
}
