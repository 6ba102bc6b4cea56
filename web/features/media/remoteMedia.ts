import type { MediaSource } from '@lectern/protocol'
import type { RemoteMedia } from './MediaState.ts'

/** A consumer as this browser has it. */
export interface Incoming {
  userId: string
  source: MediaSource
  track: MediaStreamTrack
  /** Nothing comes: the rules of demand or the sender paused it. */
  paused: boolean
}

const isPicture = (source: MediaSource) => source === 'camera' || source === 'screen'

/**
 * What to show and play per person. A picture that does not flow is left out; sound stays, so that its player need not be made
 * anew. Of two of one kind (two devices of one person) the newer counts, unless only the older flows. Entries that did not change
 * are the same objects as before. `stale`: what is shown until something new of the same person and kind comes.
 */
export function remoteMedia(
  incoming: Iterable<Incoming>,
  before: ReadonlyMap<string, RemoteMedia>,
  stale: ReadonlyMap<string, RemoteMedia> = new Map(),
): ReadonlyMap<string, RemoteMedia> {
  const people = new Map(stale)
  for (const { userId, source, track, paused } of incoming) {
    if (paused && isPicture(source)) continue
    people.set(userId, { ...people.get(userId), [source]: track })
  }
  let same = people.size === before.size
  for (const [userId, media] of people) {
    const old = before.get(userId)
    if (old && sameTracks(old, media)) people.set(userId, old)
    else same = false
  }
  return same ? before : people
}

function sameTracks(a: RemoteMedia, b: RemoteMedia): boolean {
  const sources: MediaSource[] = ['microphone', 'camera', 'screen', 'screenAudio']
  return sources.every((source) => a[source] === b[source])
}
