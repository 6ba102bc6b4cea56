import type { PrivateMessage } from './commands.ts'
import type { StageMedia } from './documents.ts'
import type { Entry, MediaPayload, PeerPayload } from './log.ts'
import type { RecordPolicy } from './recording.ts'
import type { Role } from './roles.ts'

/** Private messages that are kept per person; older ones stay in the log only. */
export const PRIVATE_MESSAGES_KEPT = 200

/** A person who was in the class at least once. */
export interface SeenPerson {
  name: string
  role: Role
  guest: boolean
  inClass: boolean
}

export interface Vote {
  options: number[]
  text: string | null
}

/** What the log says besides its documents. Private: holds votes and private messages. */
export interface RoomState {
  opened: boolean
  /** The class ended: nothing may be appended any more. */
  sealed: boolean
  /** User id → who was in class. */
  people: Map<string, SeenPerson>
  /** User id → role that staff gave; it stands above the role of the token. */
  roles: Map<string, Role>
  /** User id → what staff said to a guest. Nothing here: the guest policy decides. */
  admissions: Map<string, 'admitted' | 'denied'>
  removed: Set<string>
  banned: Set<string>
  /** Document → Yjs client id → the user id that writes under it. */
  writers: Map<string, Map<number, string>>
  /** Poll id → voter → vote. The voter is the entry's actor: a user id, or a keyed hash in an anonymous poll. */
  votes: Map<string, Map<string, Vote>>
  /** User id → the person's latest private messages, sent and received, oldest first. */
  privateMessages: Map<string, PrivateMessage[]>
  /** Highest `n` of a private message. */
  privateCount: number
  /** Producer id → what is on air. */
  media: Map<string, StageMedia>
  /** User ids of those who refuse to be recorded. Absent in snapshots of an older engine, as is `recording`. */
  refusals?: Set<string>
  /** Set while the log belongs to the recording. */
  recording?: { since: number; policy: RecordPolicy } | undefined
  /** Chapter id → who marked it. Absent in snapshots of an older engine, as is `tracks`. */
  chapters?: Map<string, string>
  /** Recorded tracks that go on: track id → whose. */
  tracks?: Map<string, string>
}

export function emptyRoomState(): RoomState {
  return {
    opened: false,
    sealed: false,
    people: new Map(),
    roles: new Map(),
    admissions: new Map(),
    removed: new Set(),
    banned: new Set(),
    writers: new Map(),
    votes: new Map(),
    privateMessages: new Map(),
    privateCount: 0,
    media: new Map(),
  }
}

/** Takes one entry into the state; a `doc` entry goes to `applyUpdate`, which owns the documents. Rules [LG6] and [LG8]. */
export function foldEntry(
  state: RoomState,
  entry: Entry,
  applyUpdate: (document: string, update: Uint8Array) => void,
): void {
  if (entry.kind === 'doc') applyUpdate(entry.document, entry.payload)
  else if (entry.kind === 'peer') foldPeer(state, entry.actor, entry.payload, entry.t)
  else if (entry.kind === 'media') foldMedia(state, entry.actor, entry.payload, entry.t)
  else if (entry.payload.type === 'opened') state.opened = true
  else if (entry.payload.type === 'ended') state.sealed = true
  else if (entry.payload.type === 'recording') {
    const { on, policy } = entry.payload
    state.recording = on ? { since: entry.t, policy } : undefined
  } else if (entry.payload.type === 'chapter') {
    state.chapters ??= new Map()
    state.chapters.set(entry.payload.id, entry.actor)
  }
}

function foldPeer(state: RoomState, actor: string, payload: PeerPayload, t: number): void {
  switch (payload.type) {
    case 'join':
      state.people.set(actor, { name: payload.name, role: payload.role, guest: payload.guest, inClass: true })
      break
    case 'leave':
      leave(state, actor)
      break
    case 'role':
      state.roles.set(actor, payload.role)
      break
    case 'waiting':
      break
    case 'admitted':
      state.admissions.set(actor, 'admitted')
      break
    case 'denied':
      state.admissions.set(actor, 'denied')
      break
    case 'removed':
      state.removed.add(actor)
      state.admissions.delete(actor)
      break
    case 'banned':
      state.banned.add(actor)
      state.admissions.delete(actor)
      break
    case 'unbanned':
      state.banned.delete(actor)
      state.removed.delete(actor)
      break
    case 'writer':
      inner(state.writers, payload.document).set(payload.clientId, actor)
      break
    case 'vote':
      inner(state.votes, payload.poll).set(actor, { options: payload.options, text: payload.text })
      break
    case 'refusal': {
      state.refusals ??= new Set()
      if (payload.refuses) state.refusals.add(actor)
      else state.refusals.delete(actor)
      break
    }
    case 'private':
      keepPrivate(state, {
        id: payload.id,
        n: payload.n,
        from: actor,
        to: payload.to,
        text: payload.text,
        at: t,
      })
      break
  }
}

function leave(state: RoomState, userId: string): void {
  const person = state.people.get(userId)
  if (person) state.people.set(userId, { ...person, inClass: false })
}

function keepPrivate(state: RoomState, message: PrivateMessage): void {
  state.privateCount = Math.max(state.privateCount, message.n)
  for (const userId of new Set([message.from, message.to])) {
    const kept = state.privateMessages.get(userId) ?? []
    state.privateMessages.set(userId, [...kept, message].slice(-PRIVATE_MESSAGES_KEPT))
  }
}

function foldMedia(state: RoomState, actor: string, payload: MediaPayload, t: number): void {
  if (payload.type === 'started') {
    const { producerId, peerId, source } = payload
    state.media.set(producerId, { userId: actor, peerId, source, paused: false, startedAt: t })
  } else if (payload.type === 'stopped') {
    state.media.delete(payload.producerId)
  } else if (payload.type === 'paused') {
    const media = state.media.get(payload.producerId)
    if (media) state.media.set(payload.producerId, { ...media, paused: payload.paused })
  } else if (payload.type === 'track') {
    state.tracks ??= new Map()
    state.tracks.set(payload.track, actor)
  } else if (payload.type === 'trackEnded') {
    state.tracks?.delete(payload.track)
  }
}

function inner<Key, Value>(outer: Map<string, Map<Key, Value>>, key: string): Map<Key, Value> {
  const found = outer.get(key) ?? new Map<Key, Value>()
  outer.set(key, found)
  return found
}
