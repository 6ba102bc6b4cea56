import type { Entry, WebhookEvent } from '@lectern/protocol'

/** The event that an entry of a room's log is to the school; undefined where it is none. */
export function webhookOf(room: string, entry: Entry): WebhookEvent | undefined {
  const base = { id: `${room}:${entry.seq}`, room, t: entry.t }
  if (entry.kind === 'mark') return { ...base, type: entry.payload.type === 'opened' ? 'room.opened' : 'room.ended' }
  if (entry.kind !== 'peer') return undefined
  const { actor: userId, payload } = entry
  if (payload.type === 'leave') return { ...base, type: 'person.left', userId }
  if (payload.type !== 'join') return undefined
  const { name, role, guest } = payload
  return { ...base, type: 'person.joined', userId, name, role, guest }
}
