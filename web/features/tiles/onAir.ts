import type { StageMedia } from '@lectern/protocol'

/** Whether a person's microphone is on air: on, muted, or null where there is none. On several devices one that is on wins. */
export function micOnAir(onAir: ReadonlyMap<string, StageMedia>, userId: string): 'on' | 'muted' | null {
  let state: 'on' | 'muted' | null = null
  for (const { userId: owner, source, paused } of onAir.values()) {
    if (owner !== userId || source !== 'microphone') continue
    if (!paused) return 'on'
    state = 'muted'
  }
  return state
}

/** Who shares a screen, the newest share first, each person once. */
export function screensOnAir(onAir: ReadonlyMap<string, StageMedia>): string[] {
  const screens = [...onAir.values()].filter(({ source }) => source === 'screen')
  return [...new Set(screens.sort((a, b) => b.startedAt - a.startedAt).map(({ userId }) => userId))]
}

/** Whether somebody else shows a picture of himself. */
export function camerasOfOthers(onAir: ReadonlyMap<string, StageMedia>, me: string): boolean {
  return [...onAir.values()].some(({ userId, source, paused }) => userId !== me && source === 'camera' && !paused)
}
