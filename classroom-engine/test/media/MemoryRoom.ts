import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import {
  emptyRoomState,
  foldEntry,
  type MediaPayload,
  type NewEntry,
  STAGE,
  type StagePerson,
  type Standing,
} from '@lectern/protocol'
import * as Y from 'yjs'
import type { Classroom, ClassroomEvents } from '../../src/room/Classroom.ts'
import { Recording } from '../../src/room/Recording.ts'
import type { RoomMediaControl } from '../../src/room/RoomMediaControl.ts'
import { type EngineEvents, Session } from '../../src/room/Session.ts'
import { Stage } from '../../src/stage/Stage.ts'

type Told = { [Event in keyof EngineEvents]: { event: Event; payload: EngineEvents[Event] } }[keyof EngineEvents]

/** A person's connection that remembers what it was told. */
export class TestSession extends Session {
  readonly told: Told[] = []
  readonly #watchers = new Set<() => void>()

  constructor(userId: string, device = '1') {
    const claims = { room: 'r', sub: userId, name: userId, role: 'student' as const, exp: 0 }
    super(`${userId}-${device}`, claims, {
      emit: (event, payload) => {
        this.told.push({ event, payload } as Told)
        for (const watcher of [...this.#watchers]) watcher()
      },
      close: () => undefined,
    })
    this.state = 'joined'
  }

  all<Event extends keyof EngineEvents>(event: Event): EngineEvents[Event][] {
    return this.told.filter((each) => each.event === event).map(({ payload }) => payload as EngineEvents[Event])
  }

  /** The first such event that fits, also one that came before. */
  event<Event extends keyof EngineEvents>(
    event: Event,
    fits: (payload: EngineEvents[Event]) => boolean = () => true,
  ): Promise<EngineEvents[Event]> {
    return new Promise((resolve) => {
      const watcher = () => {
        const found = this.all(event).find(fits)
        if (!found) return
        this.#watchers.delete(watcher)
        resolve(found)
      }
      this.#watchers.add(watcher)
      watcher()
    })
  }
}

/** A room without disk or clock, with just what media asks of one: its steps are durable at once. */
export class MemoryRoom {
  readonly id: string = randomUUID()
  readonly events = new EventEmitter<ClassroomEvents>()
  readonly stage = new Y.Doc()
  readonly entries: NewEntry[] = []
  readonly state = emptyRoomState()
  readonly recording = new Recording(this, new Stage(this.stage))
  media: RoomMediaControl | undefined
  now = 1000
  readonly #sessions: TestSession[] = []
  #stepping = false

  constructor() {
    new Stage(this.stage).initialise({ title: 'Test', guestPolicy: 'ask', at: 0 })
  }

  /** As what the code under test takes. */
  get classroom(): Classroom {
    return this as unknown as Classroom
  }

  join(session: TestSession, fields: Partial<StagePerson> = {}): TestSession {
    this.#sessions.push(session)
    this.setPerson(session.userId, fields)
    return session
  }

  leave(session: TestSession): void {
    this.#sessions.splice(this.#sessions.indexOf(session), 1)
    session.state = 'closed'
    this.events.emit('left', session)
  }

  setPerson(userId: string, fields: Partial<StagePerson>): void {
    const people = new Stage(this.stage).people
    const person: StagePerson = {
      name: userId,
      role: 'student',
      hue: 0,
      grants: ['speak'],
      guest: false,
      presence: 'class',
      joinedAt: 0,
      leftAt: null,
      microphoneLocked: false,
    }
    people.set(userId, { ...person, ...people.get(userId), ...fields })
  }

  onAir(): { userId: string; source: string; paused: boolean }[] {
    return new Stage(this.stage).media.entries().map(([, { userId, source, paused }]) => ({ userId, source, paused }))
  }

  mediaEntries(): MediaPayload[] {
    return this.entries.filter((entry) => entry.kind === 'media').map(({ payload }) => payload as MediaPayload)
  }

  standing(userId: string): Standing {
    return new Stage(this.stage).standing(userId)!
  }

  sessions(): TestSession[] {
    return this.#sessions
  }

  broadcast<Event extends keyof EngineEvents>(event: Event, payload: EngineEvents[Event]): void {
    for (const session of this.#sessions) session.emit(event, payload)
  }

  append(entry: NewEntry): void {
    if (!this.#stepping) throw new Error('outside a step')
    this.entries.push(entry)
    foldEntry(this.state, { ...entry, seq: this.entries.length, t: this.now }, () => undefined)
  }

  change(name: string, _actor: string, edit: (doc: Y.Doc) => void): void {
    if (!this.#stepping || name !== STAGE) throw new Error('outside a step')
    edit(this.stage)
  }

  async step<T>(run: () => T): Promise<T> {
    this.#stepping = true
    try {
      return run()
    } finally {
      this.#stepping = false
    }
  }
}
