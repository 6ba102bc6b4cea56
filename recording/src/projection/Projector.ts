import {
  BOARD_RECORDS,
  boardDocument,
  CHAT_MESSAGES,
  documentKind,
  type Entry,
  emptyRoomState,
  foldEntry,
  NOTES_TEXT,
  type RoomState,
  STAGE,
  STAGE_CLASS,
  STAGE_PAGES,
  STAGE_PEOPLE,
  type StagePerson,
} from '@lectern/protocol'
import { equalityDeep } from 'lib0/function'
import { applyChange } from '../timeline/applyChanges.ts'
import { diffTexts } from '../timeline/diffTexts.ts'
import type { TimelineIndex, TimelinePerson } from '../timeline/TimelineIndex.ts'
import type { Change, Frame, Json, TimelineState } from '../timeline/TimelineState.ts'
import { cutsOf } from './cutsOf.ts'
import { Marks } from './Marks.ts'
import { Redaction } from './Redaction.ts'
import { SharedDocument } from './SharedDocument.ts'
import { mergeSpans, type Span, withoutSpans } from './spans.ts'
import { NO_EDITS, type TimelineEdits } from './TimelineEdits.ts'
import { gapsOf, Tracks, withoutCuts } from './Tracks.ts'

/** What the projection of a log says besides its frames. */
export type TimelineHead = Pick<
  TimelineIndex,
  'title' | 'startedAt' | 'endMs' | 'live' | 'recorded' | 'people' | 'tracks' | 'marks'
>

/**
 * Makes a timeline's frames of a room's log: what changed in what everybody could see, while recording is on. What is private never
 * gets in, since only values of shared documents do. Rules [TI2], [TI3] and [TI9] to [TI14].
 */
export class Projector {
  readonly #room: RoomState = emptyRoomState()
  readonly #documents = new Map<string, SharedDocument>()
  /** Those with changes that are not in frames yet. */
  readonly #changed = new Set<SharedDocument>()
  /** What the frames so far make. */
  readonly #shown: TimelineState = {}
  readonly #edits: TimelineEdits
  readonly #redaction: Redaction
  /** What is not shown of what was recorded, class time. */
  readonly #cuts: Span[]
  readonly #marks = new Marks()
  readonly #tracks = new Tracks()
  /** Message id → whether it was sent while recording was on and nothing cut out. */
  readonly #messages = new Map<string, boolean>()
  /** Document and record id → who made the record; only where somebody is left out. */
  readonly #makers = new Map<string, string | undefined>()
  /** When recording was on, log time; the last may go on. */
  readonly #recorded: [from: number, to: number | null][] = []
  #startedAt: number | undefined
  #firstAt = 0
  #lastAt = 0
  /** Cuts that are behind. */
  #cutsPassed = 0
  /** Nothing is shown of this moment: the next frame catches up. */
  #isBehind = true

  constructor(edits: TimelineEdits = NO_EDITS) {
    this.#edits = edits
    this.#redaction = new Redaction(edits)
    this.#cuts = cutsOf(edits)
  }

  /** What everybody saw, after the frames so far. It changes with the next entry. */
  get state(): Readonly<TimelineState> {
    return this.#shown
  }

  get hasEnded(): boolean {
    return this.#room.sealed
  }

  /** Takes the next entry; gives the frames that it brings, most often one or none. */
  take(entry: Entry): Frame[] {
    this.#firstAt ||= entry.t
    const frames = this.#passCuts(entry.t)
    const wasOn = this.#isOn
    this.#fold(entry)
    this.#lastAt = entry.t
    if (entry.kind === 'doc') this.#noteNew(entry.document)
    this.#noteSwitch(entry, wasOn)
    if (this.#isShownAt(entry.t)) return [...frames, ...this.#frame(entry.t)]
    if (!this.#isBehind) this.#marks.pause(Math.min(this.#classTime(entry.t), this.#nextCut?.[0] ?? Infinity))
    this.#isBehind = true
    return frames
  }

  /** `now`: a log time before which nothing more comes, where one is known. */
  head(now = 0): TimelineHead {
    const startedAt = this.#zero
    const live = !this.hasEnded
    // While class goes on another entry may come within the same millisecond: what is told as over must be so.
    const at = Math.max(this.#lastAt, now) - (live ? 1 : 0)
    const recorded = this.#recordedUntil(at)
    const tracks = this.#shownTracks()
    return {
      title: String(this.#classField('title') ?? ''),
      startedAt,
      endMs: recorded.at(-1)?.[1] ?? 0,
      live,
      recorded,
      people: this.#people(),
      tracks,
      marks: this.#allMarks(gapsOf(tracks)),
    }
  }

  /** Recording is on, and the class goes on. */
  get #isOn(): boolean {
    return this.#room.recording !== undefined && !this.#room.sealed
  }

  /** Log time of class time 0. */
  get #zero(): number {
    return this.#startedAt ?? this.#firstAt
  }

  #classTime(t: number): number {
    return Math.max(0, t - this.#zero)
  }

  #fold(entry: Entry): void {
    foldEntry(this.#room, entry, (name, update) => this.#applyUpdate(name, update))
    if (entry.kind === 'media') this.#tracks.take(entry.actor, entry.payload, this.#zero)
    if (this.#startedAt === undefined && entry.kind === 'doc' && entry.document === STAGE) {
      this.#startedAt = this.#documentOf(STAGE)?.value(STAGE_CLASS, 'startedAt') as number | undefined
    }
  }

  #applyUpdate(name: string, update: Uint8Array): void {
    const document = this.#documentOf(name)
    if (!document) return
    document.apply(update)
    this.#changed.add(document)
  }

  #documentOf(name: string): SharedDocument | undefined {
    const known = this.#documents.get(name)
    const kind = documentKind(name)
    if (known || !kind) return known
    const made = new SharedDocument(name, kind)
    this.#documents.set(name, made)
    return made
  }

  #noteNew(name: string): void {
    const document = this.#documents.get(name)
    if (document?.kind === 'chat') this.#noteMessages(document)
    if (document?.kind === 'board' && this.#redaction.removed.size > 0) this.#noteMakers(document)
  }

  /** Messages of a time that is not recorded are never shown, whatever happens to them later. */
  #noteMessages(document: SharedDocument): void {
    const isShown = this.#isShownAt(this.#lastAt)
    for (const id of document.peekChanged(CHAT_MESSAGES)) {
      if (!this.#messages.has(id)) this.#messages.set(id, isShown)
    }
  }

  #noteMakers(document: SharedDocument): void {
    for (const id of document.peekChanged(BOARD_RECORDS)) {
      const key = `${document.name}:${id}`
      const client = document.firstWriter(BOARD_RECORDS, id)
      if (!this.#makers.has(key) && client !== undefined) this.#makers.set(key, this.#writerOf(document, client))
    }
  }

  #noteSwitch({ t, kind, payload }: Entry, wasOn: boolean): void {
    const isOn = this.#isOn
    if (isOn && !wasOn) this.#recorded.push([t, null])
    if (!isOn && wasOn) this.#recorded.at(-1)![1] = t
    if (kind === 'mark' && payload.type === 'chapter' && this.#isShownAt(t)) {
      this.#marks.chapter(this.#classTime(t), payload.title)
    }
  }

  get #nextCut(): Span | undefined {
    return this.#cuts[this.#cutsPassed]
  }

  #isShownAt(t: number): boolean {
    return this.#isOn && !(this.#nextCut && this.#nextCut[0] <= this.#classTime(t))
  }

  /** At the end of a cut, one frame brings the state of that moment. */
  #passCuts(t: number): Frame[] {
    const frames: Frame[] = []
    for (let cut = this.#nextCut; cut && cut[1] <= this.#classTime(t); cut = this.#nextCut) {
      this.#cutsPassed += 1
      if (this.#isOn) frames.push(...this.#frame(this.#zero + cut[1]))
    }
    return frames
  }

  /** What changed since the last frame; none where nothing did. */
  #frame(t: number): Frame[] {
    const changes = this.#takeChanges()
    const isCatchUp = this.#isBehind
    this.#isBehind = false
    if (changes.length === 0) return []
    const frame = { t: this.#classTime(t), changes }
    this.#marks.take(frame, this.#shown, isCatchUp)
    return [frame]
  }

  #takeChanges(): Change[] {
    const changes: Change[] = []
    this.#touchRemovedPages()
    for (const document of this.#changed) {
      for (const [map, keys] of document.takeChanged()) {
        for (const key of keys) this.#takeChange(document, map, key, changes)
      }
      if (document.takeTextChanged()) this.#takeText(document, changes)
    }
    this.#changed.clear()
    return changes
  }

  #takeChange(document: SharedDocument, map: string, key: string, changes: Change[]): void {
    const before = this.#shownMap(document.name, map)[key]
    const value = this.#valueOf(document, map, key)
    if (value === undefined && before !== undefined) this.#apply([document.name, map, key], changes)
    if (value !== undefined && !equalityDeep(before, value)) this.#apply([document.name, map, key, value], changes)
  }

  #takeText(document: SharedDocument, changes: Change[]): void {
    const { removed } = this.#redaction
    const isLeftOut = (client: number) => removed.has(this.#writerOf(document, client) ?? '')
    const text = document.text(removed.size > 0 ? isLeftOut : undefined)
    const before = this.#shown[document.name]?.[NOTES_TEXT]
    const delta = diffTexts(typeof before === 'string' ? before : '', text)
    if (delta.length > 0) this.#apply([document.name, NOTES_TEXT, delta], changes)
  }

  #apply(change: Change, changes: Change[]): void {
    changes.push(change)
    applyChange(this.#shown, change)
  }

  /** What is shown under a key; undefined where nothing is. */
  #valueOf(document: SharedDocument, map: string, key: string): Json | undefined {
    const value = document.value(map, key) as Json | undefined
    if (value === undefined) return undefined
    if (document.kind === 'board') return this.#recordOf(document, key, value)
    if (document.kind === 'chat') return this.#messageOf(key, value)
    return this.#redaction.shown(map, key, value)
  }

  /** Records are there while their page is, and what hangs on one that is left out is left out with it. */
  #recordOf(document: SharedDocument, key: string, value: Json): Json | undefined {
    if (!this.#hasPage(document.name)) return undefined
    if (this.#redaction.removed.size === 0) return value
    return this.#isLeftOut(document, key, value) ? undefined : this.#redaction.shown(BOARD_RECORDS, key, value)
  }

  #isLeftOut(document: SharedDocument, key: string, value: Json, depth = 0): boolean {
    if (this.#redaction.removed.has(this.#makers.get(`${document.name}:${key}`) ?? '')) return true
    const { parentId, fromId, toId } = Object(value) as Record<string, unknown>
    return [parentId, fromId, toId].some((other) => {
      if (typeof other !== 'string' || depth > MOST_PARENTS) return false
      const record = document.value(BOARD_RECORDS, other) as Json | undefined
      return record !== undefined && this.#isLeftOut(document, other, record, depth + 1)
    })
  }

  /** A reply to what is not shown stands by itself. */
  #messageOf(id: string, value: Json): Json | undefined {
    if (!this.#messages.get(id)) return undefined
    const shown = this.#redaction.shown(CHAT_MESSAGES, id, value)
    const { replyTo } = Object(shown) as { replyTo?: unknown }
    return typeof replyTo === 'string' && !this.#isShownMessage(replyTo) ? { ...Object(shown), replyTo: null } : shown
  }

  #isShownMessage(id: string): boolean {
    if (!this.#messages.get(id)) return false
    const chats = [...this.#documents.values()].filter(({ kind }) => kind === 'chat')
    const value = chats.map((document) => document.value(CHAT_MESSAGES, id)).find((each) => each !== undefined)
    return this.#redaction.shown(CHAT_MESSAGES, id, value as Json) !== undefined
  }

  #writerOf(document: SharedDocument, clientId: number): string | undefined {
    return this.#room.writers.get(document.name)?.get(clientId)
  }

  #hasPage(board: string): boolean {
    return this.#documentOf(STAGE)?.value(STAGE_PAGES, board.slice(boardDocument('').length)) !== undefined
  }

  /** What was drawn on a page goes with it. */
  #touchRemovedPages(): void {
    for (const page of this.#documentOf(STAGE)?.peekChanged(STAGE_PAGES) ?? []) {
      const document = this.#documents.get(boardDocument(page))
      if (!document || this.#hasPage(document.name)) continue
      document.touchAll()
      this.#changed.add(document)
    }
  }

  #recordedUntil(at: number): Span[] {
    const spans = this.#recorded.map(([from, to]): Span => [this.#classTime(from), this.#classTime(to ?? at)])
    return withoutSpans(mergeSpans(spans), this.#cuts)
  }

  #people(): Record<string, TimelinePerson> {
    const rows = Object.entries(this.#shownMap(STAGE, STAGE_PEOPLE)) as unknown as [string, StagePerson][]
    return Object.fromEntries(rows.map(([id, { name, role, hue }]) => [id, { name, role, hue }]))
  }

  #shownTracks(): TimelineHead['tracks'] {
    const shown = this.#tracks.all().filter(({ userId }) => !this.#redaction.removed.has(userId))
    return this.#cuts.length > 0 ? shown.map((track) => withoutCuts(track, this.#cuts)) : shown
  }

  #allMarks(gaps: TimelineHead['marks']): TimelineHead['marks'] {
    const { chapters } = this.#edits
    const found = this.#marks.found.filter(({ kind }) => kind !== 'chapter' || !chapters)
    const given = chapters?.map(({ atMs, title }) => ({ atMs, kind: 'chapter' as const, title })) ?? []
    return [...found, ...given, ...gaps].sort((a, b) => a.atMs - b.atMs)
  }

  #classField(field: string): Json | undefined {
    return this.#shownMap(STAGE, STAGE_CLASS)[field]
  }

  #shownMap(document: string, map: string): Record<string, Json> {
    const found = this.#shown[document]?.[map]
    return typeof found === 'object' ? found : {}
  }
}

/** Groups within groups are looked through so far up. */
const MOST_PARENTS = 32
