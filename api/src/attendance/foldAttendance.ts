import type { ClassRole, RoomEvent } from '@lectern/prisma'

/** One person's presence in one class. */
export interface Presence {
  personId: string
  name: string
  role: ClassRole
  guest: boolean
  firstJoinedAt: Date
  /** Null while the person is in class. */
  lastLeftAt: Date | null
  seconds: number
  joins: number
}

type Event = Pick<RoomEvent, 'type' | 'at' | 'seq' | 'personId' | 'name' | 'role' | 'guest'>

interface Stay extends Presence {
  ms: number
  /** When the present stay began; null while outside. */
  since: Date | null
}

const inOrder = (a: Event, b: Event) => a.at.getTime() - b.at.getTime() || a.seq - b.seq

/**
 * Who was in class and for how long, folded from the engine's events in whatever order they arrived.
 *
 * @param endedAt when the class ended, null while it goes on; nobody is in class after it
 * @param now until when a stay that goes on is counted
 */
export function foldAttendance(
  events: readonly Event[],
  { endedAt, now }: { endedAt: Date | null; now: Date },
): Presence[] {
  const stays = new Map<string, Stay>()
  for (const event of [...events].sort(inOrder)) {
    if (event.type === 'JOINED') join(stays, event)
    if (event.type === 'LEFT') leave(stays.get(event.personId ?? ''), event.at)
    if (event.type === 'ENDED') leaveAll(stays, event.at)
  }
  if (endedAt) leaveAll(stays, endedAt)
  return [...stays.values()].map((stay) => presence(stay, now))
}

function join(stays: Map<string, Stay>, { personId, name, role, guest, at }: Event): void {
  if (personId === null || name === null || role === null) return
  const known = stays.get(personId)
  const stay = known ?? {
    personId,
    firstJoinedAt: at,
    lastLeftAt: null,
    seconds: 0,
    joins: 0,
    ms: 0,
    since: null,
    name,
    role,
    guest: false,
  }
  // An engine that died says "joined" again without a "left" between: the stay goes on.
  if (stay.since === null) {
    stay.joins += 1
    stay.since = at
  }
  stays.set(personId, Object.assign(stay, { name, role, guest: guest ?? false, lastLeftAt: null }))
}

function leave(stay: Stay | undefined, at: Date): void {
  if (!stay?.since) return
  const left = at < stay.since ? stay.since : at
  stay.ms += left.getTime() - stay.since.getTime()
  stay.since = null
  stay.lastLeftAt = left
}

function leaveAll(stays: Map<string, Stay>, at: Date): void {
  for (const stay of stays.values()) leave(stay, at)
}

function presence({ ms, since, ...person }: Stay, now: Date): Presence {
  const open = since ? Math.max(0, now.getTime() - since.getTime()) : 0
  return { ...person, seconds: Math.round((ms + open) / 1000) }
}
