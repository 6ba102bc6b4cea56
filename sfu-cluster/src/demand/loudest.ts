export interface Volume {
  producerId: string
  /** dBov, -127 to 0. */
  volume: number
}

export interface LoudestRules {
  /** How many are heard at once. */
  count: number
  /** Silence after which a heard producer may lose its place to anybody who speaks, ms. */
  holdMs: number
  /** How much louder one must be to take the place of somebody who is speaking, dB. */
  marginDb: number
  /** Silence after which somebody does not count as speaking, ms. */
  speakingMs: number
}

export const LOUDEST_RULES: Omit<LoudestRules, 'count'> = { holdMs: 1500, marginDb: 10, speakingMs: 900 }

interface Heard {
  /** Smoothed, dBov. */
  level: number
  /** When it was last above the threshold, ms. */
  at: number
}

export interface Loudest {
  /** Producers whose packets are forwarded. Kept in silence, so that nobody's first word is lost to a swap that gains nothing. */
  audible: readonly string[]
  heard: ReadonlyMap<string, Heard>
}

export const NOBODY_LOUD: Loudest = { audible: [], heard: new Map() }

const SILENCE = -127
const SMOOTHING = 0.5

/**
 * Who is heard from now on. `volumes`: what was measured since the last call, empty in silence. `candidates`: all producers that
 * are not muted, oldest first.
 */
export function nextLoudest(
  before: Loudest,
  volumes: readonly Volume[],
  candidates: readonly string[],
  now: number,
  rules: LoudestRules,
): Loudest {
  const heard = listen(before.heard, volumes, candidates, now)
  if (candidates.length <= rules.count) return { audible: [...candidates], heard }
  const audible = before.audible.filter((id) => candidates.includes(id))
  const byLoudness = candidates.filter((id) => !audible.includes(id)).sort((a, b) => compareHeard(heard, a, b))
  while (audible.length < rules.count) audible.push(byLoudness.shift()!)
  const speaking = new Set(volumes.map(({ producerId }) => producerId))
  for (const challenger of byLoudness.filter((id) => speaking.has(id))) {
    const weakest = audible.reduce((a, b) => (compareHeard(heard, a, b) < 0 ? b : a))
    if (!yields(heard.get(weakest), heard.get(challenger)!, now, rules)) break
    audible[audible.indexOf(weakest)] = challenger
  }
  return { audible, heard }
}

/** Who speaks, loudest first. */
export function speakingNow({ heard }: Loudest, now: number, rules: LoudestRules): Volume[] {
  return [...heard]
    .filter(([, { at }]) => now - at < rules.speakingMs)
    .map(([producerId, { level }]) => ({ producerId, volume: Math.round(level) }))
    .sort((a, b) => b.volume - a.volume)
}

function listen(
  before: ReadonlyMap<string, Heard>,
  volumes: readonly Volume[],
  candidates: readonly string[],
  now: number,
): Map<string, Heard> {
  const heard = new Map([...before].filter(([id]) => candidates.includes(id)))
  for (const { producerId, volume } of volumes) {
    if (!candidates.includes(producerId)) continue
    const level = heard.get(producerId)?.level ?? volume
    heard.set(producerId, { level: level + (volume - level) * SMOOTHING, at: now })
  }
  return heard
}

/** Below zero where `a` has the better claim: heard more recently, then louder. */
function compareHeard(heard: ReadonlyMap<string, Heard>, a: string, b: string): number {
  const [first, second] = [heard.get(a), heard.get(b)]
  return (second?.at ?? 0) - (first?.at ?? 0) || (second?.level ?? SILENCE) - (first?.level ?? SILENCE)
}

function yields(weakest: Heard | undefined, challenger: Heard, now: number, rules: LoudestRules): boolean {
  if (!weakest || now - weakest.at >= rules.holdMs) return true
  return challenger.level >= weakest.level + rules.marginDb
}
