import {
  type Grant,
  type JoinClaims,
  LecternError,
  type NewEntry,
  type Role,
  type RoomState,
  STAGE,
  type StagePerson,
} from '@lectern/protocol'
import { equalityDeep } from 'lib0/function'
import { freeHue } from '../stage/freeHue.ts'
import type { Stage } from '../stage/Stage.ts'
import type { DocumentConnection } from './DocumentConnection.ts'
import type { Session } from './Session.ts'
import { TokenBucket } from './TokenBucket.ts'

type Presence = StagePerson['presence']

/** What people need of their room. */
export interface PeopleRoom {
  readonly now: number
  readonly state: RoomState
  append(entry: NewEntry): void
  change(name: string, actor: string, edit: () => void): void
  step<T>(run: () => T): Promise<T>
}

/** Work that edits of one person may make, in units of `EditRules.work`. */
const WORK = { burst: 60_000, perSecond: 20_000 }
/** Yjs client ids that are new to the room, of one person: each stays in the documents for good. */
const NEW_WRITERS = { burst: 80, perSecond: 0.5 }
/** Connections of one person at once, over all devices. */
const MAX_SESSIONS = 32
const MAX_DOCUMENTS = 128
const RANK: Record<Presence, number> = { away: 0, board: 1, class: 2 }

/** A person who is connected now, by whatever number of connections. */
class Here {
  readonly sessions = new Set<Session>()
  readonly documents = new Set<DocumentConnection>()
  readonly work = new TokenBucket(WORK)
  readonly newWriters = new TokenBucket(NEW_WRITERS)

  get presence(): Presence {
    if (this.sessions.size > 0) return 'class'
    return this.documents.size > 0 ? 'board' : 'away'
  }
}

/** Who is in the room: the stage's `people`, kept in line with who is connected. Rule [CM6]. */
export class People {
  readonly #room: PeopleRoom
  readonly #stage: Stage
  readonly #graceMs: number
  readonly #here = new Map<string, Here>()
  readonly #leaving = new Map<string, NodeJS.Timeout>()

  constructor(room: PeopleRoom, stage: Stage, graceMs: number) {
    this.#room = room
    this.#stage = stage
    this.#graceMs = graceMs
  }

  /** Inside a step: the person comes in, for the first time or again. */
  arrive(claims: JoinClaims): void {
    const known = this.#stage.people.get(claims.sub)
    const role = this.#roleOf(claims)
    const person = known ? { ...known, name: claims.name, role } : this.#newPerson(claims, role)
    this.#set(claims.sub, person)
  }

  /** Inside a step: a connection of the person counts from now on. */
  sessionJoined(session: Session): void {
    const { sessions } = this.#of(session.userId)
    if (sessions.size >= MAX_SESSIONS) throw new LecternError('RATE_LIMITED')
    sessions.add(session)
    this.refresh(session.userId)
  }

  /** Inside a step. */
  documentOpened(connection: DocumentConnection): void {
    const { documents } = this.#of(connection.userId)
    if (documents.size >= MAX_DOCUMENTS) throw new LecternError('RATE_LIMITED')
    documents.add(connection)
    this.refresh(connection.userId)
  }

  /** Inside a step: the person said so, hence at once. */
  sessionLeft(session: Session): void {
    this.#here.get(session.userId)?.sessions.delete(session)
    this.refresh(session.userId)
  }

  /** A connection was cut. Whoever comes back in time was never away. */
  connectionCut(connection: Session | DocumentConnection): void {
    const here = this.#here.get(connection.userId)
    if (!here) return
    here.sessions.delete(connection as Session)
    here.documents.delete(connection as DocumentConnection)
    this.#waitFor(connection.userId)
  }

  /** After the room was read from the log: who was there when the engine ended may come back. */
  waitForAll(): void {
    for (const [userId, { presence }] of this.#stage.people.entries()) if (presence !== 'away') this.#waitFor(userId)
  }

  /** Inside a step: everybody is away from now on. */
  allLeave(): void {
    for (const [userId] of this.#stage.people.entries()) this.#become(userId, 'away')
  }

  /** Inside a step: brings the stage in line with who is connected. */
  refresh(userId: string): void {
    const { banned, removed } = this.#room.state
    const isOut = banned.has(userId) || removed.has(userId)
    this.#become(userId, isOut ? 'away' : (this.#here.get(userId)?.presence ?? 'away'))
  }

  documentsOf(userId: string): DocumentConnection[] {
    return [...(this.#here.get(userId)?.documents ?? [])]
  }

  takeWork(userId: string, units: number): boolean {
    return this.#of(userId).work.take(units)
  }

  takeNewWriter(userId: string): boolean {
    return this.#of(userId).newWriters.take()
  }

  close(): void {
    for (const timer of this.#leaving.values()) clearTimeout(timer)
    this.#leaving.clear()
  }

  #of(userId: string): Here {
    const here = this.#here.get(userId) ?? new Here()
    this.#here.set(userId, here)
    return here
  }

  /** What staff made of a person in this room stands above the token, but nobody takes an instructor's role away. */
  #roleOf({ sub, role }: JoinClaims): Role {
    return role === 'instructor' ? role : (this.#room.state.roles.get(sub) ?? role)
  }

  #newPerson(claims: JoinClaims, role: Role): StagePerson {
    const defaults: Grant[] = role === 'student' ? this.#stage.get('defaultGrants') : []
    return {
      name: claims.name,
      role,
      hue: freeHue(this.#stage),
      grants: [...new Set([...defaults, ...(claims.grants ?? [])])],
      guest: claims.guest === true,
      presence: 'away',
      joinedAt: this.#room.now,
      leftAt: null,
      microphoneLocked: false,
    }
  }

  #become(userId: string, presence: Presence): void {
    const person = this.#stage.people.get(userId)
    if (!person || person.presence === presence) return
    if (RANK[presence] > RANK[person.presence]) this.#stay(userId)
    const { name, role, guest } = person
    if (presence === 'class') {
      this.#room.append({ kind: 'peer', actor: userId, payload: { type: 'join', name, role, guest } })
    } else if (person.presence === 'class') {
      this.#room.append({ kind: 'peer', actor: userId, payload: { type: 'leave' } })
    }
    this.#set(userId, { ...person, presence, leftAt: presence === 'away' ? this.#room.now : null })
  }

  #set(userId: string, person: StagePerson): void {
    if (equalityDeep(this.#stage.people.get(userId), person)) return
    this.#room.change(STAGE, userId, () => this.#stage.people.set(userId, person))
  }

  #waitFor(userId: string): void {
    this.#stay(userId)
    const timer = setTimeout(() => {
      this.#leaving.delete(userId)
      if (this.#here.get(userId)?.presence === 'away') this.#here.delete(userId)
      // Fails where the class ended meanwhile, which made everybody leave.
      this.#room.step(() => this.refresh(userId)).catch(() => undefined)
    }, this.#graceMs)
    this.#leaving.set(userId, timer)
  }

  #stay(userId: string): void {
    clearTimeout(this.#leaving.get(userId))
    this.#leaving.delete(userId)
  }
}
