import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Entry, InputOf, JoinClaims, ParsedOf, PeerPayload, ReplyOf, Request, Role } from '@lectern/protocol'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import type { CommandContext } from '../../src/commands/handle.ts'
import { LmdbRoomLog } from '../../src/log/LmdbRoomLog.ts'
import { openLmdb } from '../../src/log/openLmdb.ts'
import { Classroom } from '../../src/room/Classroom.ts'
import { type EngineEvents, Session } from '../../src/room/Session.ts'
import { Stepper } from '../../src/room/Stepper.ts'
import { Stage } from '../../src/stage/Stage.ts'

interface AnyHandler<R extends Request> {
  request: R
  run: (context: CommandContext, input: ParsedOf<R>) => ReplyOf<R> | Promise<ReplyOf<R>>
  inStep: boolean
}

const folder = await mkdtemp(join(tmpdir(), 'lectern-class-'))
const log = new LmdbRoomLog(openLmdb(folder))
let rooms = 0

afterAll(async () => {
  await log.close()
  await rm(folder, { recursive: true })
})

/** A person's connection to a `TestClass`. */
export class TestPerson extends Session {
  readonly #room: Classroom
  readonly #told: [event: string, payload: unknown][]
  isOpen = true

  constructor(room: Classroom, claims: JoinClaims, device: string) {
    const told: [event: string, payload: unknown][] = []
    const close = () => {
      this.isOpen = false
      room.disconnectSession(this)
    }
    super(`${claims.sub}-${device}`, claims, { emit: (event, payload) => told.push([event, payload]), close })
    this.#room = room
    this.#told = told
  }

  /** Runs a command as this person, without the checks that come before a handler; answers when it is durable. */
  do<R extends Request>({ request, run, inStep }: AnyHandler<R>, input: InputOf<R>): Promise<ReplyOf<R>> {
    const parsed = request.input.parse(input) as ParsedOf<R>
    const runNow = () => run(this.#context(), parsed)
    return inStep ? this.#room.step(runNow as () => ReplyOf<R>) : Promise.resolve(runNow())
  }

  /** Payloads of an event that came. */
  told<Event extends keyof EngineEvents>(event: Event): EngineEvents[Event][] {
    return this.#told.filter(([name]) => name === event).map(([, payload]) => payload as EngineEvents[Event])
  }

  #context(): CommandContext {
    return { room: this.#room, session: this, standing: this.#room.standing(this.userId), now: this.#room.now }
  }
}

/** A real room over a real log, without network. What media is asked is noted in `mediaCalls`. */
export class TestClass {
  readonly room: Classroom
  readonly mediaCalls: string[] = []
  readonly #stepper = new Stepper({ log, stepMs: 0 })

  constructor() {
    rooms += 1
    this.room = new Classroom(`room-${rooms}`, {
      log,
      stepper: this.#stepper,
      publisher: { publish: () => undefined },
      logger: pino({ level: 'silent' }),
      presenceGraceMs: 10_000,
      onRefused: () => undefined,
    })
    this.room.media = {
      muteMicrophone: (userId) => this.mediaCalls.push(`mute ${userId}`),
      rightsChanged: (userId) => this.mediaCalls.push(`rights ${userId}`),
      removePerson: (userId) => this.mediaCalls.push(`remove ${userId}`),
      finishRecording: async () => void this.mediaCalls.push('finishRecording'),
      end: () => this.mediaCalls.push('end'),
    }
  }

  get stage(): Stage {
    return new Stage(this.room.stage)
  }

  /** Connects a person and brings them into class, or into the waiting room. */
  async join(userId: string, role: Role = 'student', claims: Partial<JoinClaims> = {}): Promise<TestPerson> {
    const all = { room: this.room.id, sub: userId, name: `Name of ${userId}`, role, exp: 0, ...claims }
    const person = new TestPerson(this.room, all, String(this.room.sessionsOf(userId).length + 1))
    this.room.connectSession(person)
    await this.room.step(() => this.room.join(person))
    return person
  }

  /** Runs something inside a step of the room. */
  step(run: () => unknown): Promise<unknown> {
    return this.room.step(run)
  }

  /** Looks at the room between steps, when memory equals the log; `seq`: the last entry then. */
  async between<T>(look: () => T): Promise<{ seq: number; seen: T }> {
    await this.#stepper.idle()
    const seen = look()
    const { seq } = await log.info(this.room.id)
    return { seq, seen }
  }

  async entries(): Promise<Entry[]> {
    const entries: Entry[] = []
    for await (const entry of log.read(this.room.id, { from: 1 })) entries.push(entry)
    return entries
  }

  /** What the log says about people, by type, with whom it is about. */
  async peerEntries<Type extends PeerPayload['type']>(type: Type) {
    const peer = (await this.entries()).filter((each) => each.kind === 'peer' && each.payload.type === type)
    return peer.map(({ actor, payload }) => ({ actor, ...(payload as PeerPayload & { type: Type }) }))
  }
}
