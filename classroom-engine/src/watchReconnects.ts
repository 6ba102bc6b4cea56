import type { Classroom } from './room/Classroom.ts'

/** Who comes later than this after being cut has come anew, ms. */
const SOON_MS = 60_000

/** Calls `onReconnect` for each person who is in class again soon after being cut off, here or on the engine that led the room before. */
export function watchReconnects(room: Classroom, onReconnect: () => void): void {
  const cutAt = new Map<string, number>()
  const now = performance.now()
  for (const [userId, { inClass }] of room.state.people) if (inClass) cutAt.set(userId, now)
  room.events.on('left', ({ userId, state }) => {
    if (state === 'closed') cutAt.set(userId, performance.now())
  })
  room.events.on('joined', ({ userId }) => {
    const at = cutAt.get(userId)
    cutAt.delete(userId)
    if (at !== undefined && performance.now() - at < SOON_MS) onReconnect()
  })
}
