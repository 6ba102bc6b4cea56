import { CHAT_MESSAGES, documentKind, STAGE_PEOPLE, STAGE_POLLS } from '@lectern/protocol'
import { applyDelta, type Change, type Frame, type Json } from '@lectern/recording/timeline'
import type { FoundText, TimelineTextKind } from './FoundText.ts'
import { LineVersions } from './LineVersions.ts'
import { TextVersions } from './TextVersions.ts'
import { textOfRecord } from './textOfRecord.ts'

/** Notes are looked at no more often than this, ms of class time: each look reads them whole. */
const NOTES_EVERY_MS = 1000
/** Far more than a class writes; what is beyond is not found. */
const MAX_TEXTS = 50_000

type JsonObject = { [key: string]: Json }

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
const stringOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

/** Reads a timeline from its start and keeps every text that was there, with the moment at which it appeared. */
export class TextCollector {
  readonly #versions = new Map<string, TextVersions>()
  readonly #deleted = new Set<string>()
  readonly #names = new Map<string, string>()
  readonly #noteLines = new LineVersions()
  #notes = ''
  #notesDueAt: number | null = null
  #lastT = 0

  takeFrame({ t, changes }: Frame): void {
    this.#lookAtNotes(t)
    this.#lastT = t
    // People come first: who answered a poll is known by id only.
    for (const change of changes) if (change[1] === STAGE_PEOPLE) this.#takeChange(t, change)
    for (const change of changes) if (change[1] !== STAGE_PEOPLE) this.#takeChange(t, change)
  }

  texts(): FoundText[] {
    this.#lookAtNotes(Number.POSITIVE_INFINITY)
    const things = [...this.#versions].filter(([key]) => !this.#deleted.has(key))
    return [...things.flatMap(([, versions]) => versions.texts()), ...this.#noteLines.texts()].slice(0, MAX_TEXTS)
  }

  #takeChange(t: number, change: Change): void {
    const [document, map, third] = change
    if (typeof third !== 'string') this.#setNotes(t, applyDelta(this.#notes, third))
    else this.#takeValue(t, document, map, third, change.length === 4 ? change[3] : undefined)
  }

  #takeValue(t: number, document: string, map: string, key: string, value: Json | undefined): void {
    const kind = documentKind(document)
    if (kind === 'board') this.#takeRecord(t, `${document}:${key}`, objectOf(value))
    if (kind === 'chat' && map === CHAT_MESSAGES) this.#takeMessage(t, `chat:${key}`, objectOf(value))
    if (kind === 'stage' && map === STAGE_PEOPLE) this.#takePerson(key, value)
    if (kind === 'stage' && map === STAGE_POLLS) this.#takePoll(t, `poll:${key}`, objectOf(value))
  }

  #takePerson(id: string, value: Json | undefined): void {
    const name = stringOf(objectOf(value).name)
    if (name !== '') this.#names.set(id, name)
  }

  #takeRecord(t: number, key: string, record: JsonObject): void {
    this.#take('BOARD', key, t, textOfRecord(record), null)
  }

  #takeMessage(t: number, key: string, { text, name, deleted }: JsonObject): void {
    // What somebody took back is not brought up by a search.
    if (deleted !== undefined && deleted !== 'no') this.#deleted.add(key)
    else this.#take('CHAT', key, t, stringOf(text), stringOf(name) || null)
  }

  #takePoll(t: number, key: string, { question, options, answers }: JsonObject): void {
    const asked = [question, ...listOf(options)].map((each) => stringOf(each)).filter((each) => each !== '')
    this.#take('POLL', key, t, asked.join(' · '), null)
    for (const [i, answer] of listOf(answers).entries()) {
      const { text, by } = objectOf(answer)
      this.#take('POLL', `${key}:${i}`, t, stringOf(text), this.#names.get(stringOf(by)) ?? null)
    }
  }

  #take(kind: TimelineTextKind, key: string, t: number, text: string, author: string | null): void {
    const known = this.#versions.get(key)
    if (!known && text.trim() === '') return
    const versions = known ?? new TextVersions({ kind, key })
    if (!known) this.#versions.set(key, versions)
    versions.take(t, text, author)
  }

  #setNotes(t: number, text: string): void {
    this.#notes = text
    this.#notesDueAt ??= t + NOTES_EVERY_MS
    this.#lastT = t
  }

  #lookAtNotes(t: number): void {
    if (this.#notesDueAt === null || t < this.#notesDueAt) return
    this.#noteLines.take(this.#lastT, this.#notes)
    this.#notesDueAt = null
  }
}
