import type { Entry, MarkPayload, WebhookEvent } from '@lectern/protocol'

/** The event that an entry of a room's log is to the school; undefined where it is none. */
export function webhookOf(room: string, entry: Entry): WebhookEvent | undefined {
  const base = { id: `${room}:${entry.seq}`, room, t: entry.t }
  if (entry.kind === 'mark') {
    const type = typeOfMark(entry.payload)
    return type && { ...base, type }
  }
  if (entry.kind !== 'peer') return undefined
  const { actor: userId, payload } = entry
  if (payload.type === 'leave') return { ...base, type: 'person.left', userId }
  if (payload.type !== 'join') return undefined
  const { name, role, guest } = payload
  return { ...base, type: 'person.joined', userId, name, role, guest }
}

function typeOfMark(mark: MarkPayload) {
  if (mark.type === 'opened') return 'room.opened' as const
  if (mark.type === 'ended') return 'room.ended' as const
  if (mark.type === 'recording') return mark.on ? ('recording.started' as const) : ('recording.stopped' as const)
  return undefined
}
