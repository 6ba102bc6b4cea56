import { setTimeout as delay } from 'node:timers/promises'
import { COMMANDS } from '@lectern/protocol'
import type { RoomLog } from '../../../classroom-engine/src/log/RoomLog.ts'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { type Random, random } from '../../../scripts/support/random.ts'
import { answersOnStage, checkHistory } from './checkHistory.ts'
import { FoldedLog } from './FoldedLog.ts'
import type { Action, LogView } from './History.ts'
import { Person } from './Person.ts'

export interface LiveClassOptions {
  url: string
  secret: string
  room: string
  /** How many people; one of them is the instructor. */
  people: number
  seed: number
  /** First letters of their names; people of one room must not have the same. */
  names?: string
  /** Whether every other person has stock y-websocket documents. */
  stock?: boolean
}

/** Time between two things that one person does, ms. */
const PACE = { from: 15, to: 60 }
const READY_MS = 30_000
const REST_MS = 30_000
const LOOK_MS = 40

/** People in one room who are busy, and what they did. */
export class LiveClass {
  readonly room: string
  readonly people: readonly Person[]
  readonly #folded: FoldedLog
  #busy: AbortController | undefined

  private constructor(room: string, people: readonly Person[]) {
    this.room = room
    this.people = people
    this.#folded = new FoldedLog(people.map(({ name }) => name))
  }

  /** Answers when everybody is in class and the poll is open. */
  static async open({
    url,
    secret,
    room,
    people: count,
    seed,
    names = 'p',
    stock = true,
  }: LiveClassOptions): Promise<LiveClass> {
    const poll = `poll-of-${names}`
    const people = Array.from({ length: count }, (_, index) => {
      const role = index === 0 ? 'instructor' : 'student'
      const documents = stock && index % 2 === 1 ? 'stock' : 'page'
      const name = `${names}${index}`
      return new Person({ url, secret, room, name, role, documents, poll, random: random(seed + index) })
    })
    const live = new LiveClass(room, people)
    const times = await live.back(READY_MS)
    if (times.includes(undefined)) {
      const why = people.map(({ thrownOut }) => thrownOut).find((each) => each !== undefined)
      live.close()
      throw new Error(`not everybody came into ${room}: ${why ?? 'no answer in time'}`)
    }
    await people[0]!.request(COMMANDS.openPoll, { id: poll, question: 'What do you think?', kind: 'text' })
    return live
  }

  /** From now on everybody is busy, until `rest`. */
  work(seed: number): void {
    this.#busy = new AbortController()
    for (const [index, person] of this.people.entries()) {
      const chance = random(seed * 1000 + index)
      person.reseed(chance)
      void this.#keepBusy(person, chance, this.#busy.signal)
    }
  }

  stopWork(): void {
    this.#busy?.abort()
  }

  /** When each person was back in class with all documents in step, epoch ms; undefined where not within the time. */
  back(limitMs: number): Promise<(number | undefined)[]> {
    return Promise.all(this.people.map((person) => person.when(({ isBack }) => isBack, limitMs)))
  }

  /**
   * Waits until everything is acknowledged and everybody sees what the log says, and tells which rules are broken. Nobody may be
   * at work.
   */
  async check(log: RoomLog, restMs = REST_MS): Promise<string[]> {
    const quiet = await Promise.all(this.people.map((person) => person.when(({ isQuiet }) => isQuiet, restMs)))
    await this.#rest(log, restMs)
    const restless = this.people.filter((_, index) => quiet[index] === undefined).map(({ name }) => name)
    return [
      ...restless.map((name) => `${name} still waits for acknowledgements`),
      ...this.#thrownOut(),
      ...this.people.flatMap(({ refusal }) => refusal ?? []),
      ...this.#brokenRules(this.#folded.view()),
    ]
  }

  /** As `check`, and over again with the whole log from its first entry. Everybody must be at rest. */
  async checkAll(log: RoomLog): Promise<string[]> {
    const fresh = new FoldedLog(this.people.map(({ name }) => name))
    await fresh.read(log, this.room)
    const broken = this.#brokenRules(fresh.view())
    fresh.destroy()
    return broken
  }

  /** What everybody did. */
  get actions(): Action[] {
    return this.people.flatMap(({ actions }) => actions)
  }

  /** Waits until everybody sees what the log says; tells who does not, or was thrown out. */
  async checkAlike(log: RoomLog, restMs = REST_MS): Promise<string[]> {
    return [...this.#thrownOut(), ...(await this.#rest(log, restMs))]
  }

  close(): void {
    this.stopWork()
    for (const person of this.people) person.close()
    this.#folded.destroy()
  }

  /** Answers when everybody sees what the log says; after the time, with who does not. */
  async #rest(log: RoomLog, restMs: number): Promise<string[]> {
    const until = Date.now() + restMs
    // Within one turn of the event loop LMDB shows what there was when the turn first read from it.
    await delay(LOOK_MS)
    await this.#folded.read(log, this.room)
    while (!this.#isAlike(this.#folded.view()) && Date.now() < until) {
      await delay(LOOK_MS)
      await this.#folded.read(log, this.room)
    }
    const wanted = canonicalJson(this.#folded.view().seen)
    const others = this.people.filter(({ seen }) => canonicalJson(seen) !== wanted)
    return others.map(({ name }) => `what ${name} sees is not what the log says`)
  }

  async #keepBusy(person: Person, { between }: Random, signal: AbortSignal): Promise<void> {
    const others = this.people.filter((each) => each !== person).map(({ name }) => name)
    while (!signal.aborted) {
      person.act(others)
      await delay(between(PACE.from, PACE.to), undefined, { signal }).catch(() => undefined)
    }
  }

  /** Results of a rush of votes are on the stage a moment later. */
  #isAlike(log: LogView): boolean {
    const wanted = canonicalJson(log.seen)
    return answersOnStage(log).length === 0 && this.people.every((person) => canonicalJson(person.seen) === wanted)
  }

  #thrownOut(): string[] {
    return this.people.flatMap(({ name, thrownOut }) => (thrownOut ? [`${name} was thrown out: ${thrownOut}`] : []))
  }

  #brokenRules(log: LogView): string[] {
    const { actions } = this
    return checkHistory({ actions, finals: new Map(this.people.map(({ name, seen }) => [name, seen])), log })
  }
}
