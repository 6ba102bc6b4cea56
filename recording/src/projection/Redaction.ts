import {
  CHAT_MESSAGES,
  type ChatMessage,
  STAGE_CLASS,
  STAGE_MEDIA,
  STAGE_PEOPLE,
  STAGE_POLLS,
  type StageMedia,
  type StagePerson,
  type StagePoll,
} from '@lectern/protocol'
import type { Json } from '../timeline/TimelineState.ts'
import type { TimelineEdits } from './TimelineEdits.ts'

type JsonObject = { [key: string]: Json }

/** Leaves out what a recording is not to show, value by value, and shows people under other names. Rules [TI13] and [TI14]. */
export class Redaction {
  readonly removed: ReadonlySet<string>
  readonly #hidden: ReadonlySet<string>
  readonly #names: ReadonlyMap<string, string>
  readonly #title: string | undefined

  constructor({ people, hiddenMessages, title }: TimelineEdits) {
    this.removed = new Set(people.filter(({ remove }) => remove).map(({ userId }) => userId))
    this.#hidden = new Set(hiddenMessages)
    this.#names = new Map(people.flatMap(({ userId, rename }) => (rename === undefined ? [] : [[userId, rename]])))
    this.#title = title
  }

  /** A value of a map as it is shown; undefined where it is not. */
  shown(map: string, key: string, value: Json): Json | undefined {
    if (this.removed.has(key)) return undefined
    const known = this.#knownShape(map, key, value)
    return known === undefined || this.removed.size === 0 ? known : this.#withoutIds(known)
  }

  #knownShape(map: string, key: string, value: Json): Json | undefined {
    if (map === STAGE_CLASS) return this.#classField(key, value)
    if (!isObject(value)) return value
    if (map === STAGE_PEOPLE) return this.#renamed(key, value as unknown as StagePerson)
    if (map === STAGE_MEDIA) return this.removed.has((value as unknown as StageMedia).userId) ? undefined : value
    if (map === STAGE_POLLS) return this.#poll(value as unknown as StagePoll)
    if (map === CHAT_MESSAGES) return this.#message(key, value as unknown as ChatMessage)
    return value
  }

  #classField(field: string, value: Json): Json {
    return field === 'title' && this.#title !== undefined ? this.#title : value
  }

  #renamed(userId: string, person: { name: string }): Json {
    return { ...person, name: this.#names.get(userId) ?? person.name } as unknown as Json
  }

  #message(id: string, message: ChatMessage): Json | undefined {
    if (this.#hidden.has(id) || this.removed.has(message.by)) return undefined
    return this.#renamed(message.by, message)
  }

  /** Without the votes of those who are left out, as far as the poll tells whose they are. */
  #poll(poll: StagePoll): Json {
    const gone = Object.entries(poll.choices ?? {}).filter(([voter]) => this.removed.has(voter))
    const answers = poll.answers?.filter(({ by }) => by === null || !this.removed.has(by)) ?? null
    const counts = poll.counts?.map((count, i) => count - gone.filter(([, options]) => options.includes(i)).length)
    const votes = poll.votes - gone.length - ((poll.answers?.length ?? 0) - (answers?.length ?? 0))
    const createdBy = this.removed.has(poll.createdBy) ? '' : poll.createdBy
    return { ...poll, answers, counts: counts ?? null, votes, createdBy } as unknown as Json
  }

  /** Wherever else an id may stand. */
  #withoutIds(value: Json): Json {
    if (typeof value === 'string') return this.removed.has(value) ? null : value
    if (Array.isArray(value)) return value.filter((each) => !this.#isId(each)).map((each) => this.#withoutIds(each))
    if (!isObject(value)) return value
    const kept = Object.entries(value).filter(([key]) => !this.removed.has(key))
    return Object.fromEntries(kept.map(([key, each]) => [key, this.#withoutIds(each)]))
  }

  #isId(value: Json): boolean {
    return typeof value === 'string' && this.removed.has(value)
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
