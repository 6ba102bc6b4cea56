/** Names of all rooms that have a log. */
export const ROOMS_KEY = 'lectern:rooms'

/** Everything of a room is in one slot of a Redis Cluster, by the braces, so that one script may change all of it. */
export function keysOfRoom(room: string) {
  const base = `lectern:{${room}}`
  return {
    /** Hash: where the log stands, who leads the room, how far its webhooks are. */
    head: base,
    /** Stream: entry `seq` has the id `seq-0`. */
    entries: `${base}:entries`,
    snapshot: `${base}:snapshot`,
    /** Stream: entries that were taken out of the log because they are damaged, or follow ones that are. */
    aside: `${base}:aside`,
  }
}
