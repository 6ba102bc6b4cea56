import { BOARD_RECORDS, boardDocument, type Entry } from '@lectern/protocol'
import { type Random, random } from '../../../scripts/support/random.ts'
import type { Json } from '../../src/timeline/TimelineState.ts'
import { STARTED_AT, TestClass } from './TestClass.ts'

const TEACHER = 'ada'
const STUDENTS = Array.from({ length: 29 }, (_, i) => `student-${i + 1}`)
/** Who draws at once. */
const WRITERS = [TEACHER, ...STUDENTS.slice(0, 3)]
const BURST_EVERY_MS = 90_000
const BURST_MS = 10_000
/** Between two changes of the board within a burst: 200 a second. */
const CHANGE_MS = 5
/** Changes that one stroke takes to be drawn. */
const STROKE = 40
/** Of so many strokes one is erased. */
const ERASED = 10
const PAGE_EVERY_MS = 360_000
/** 1,000 an hour. */
const CHAT_EVERY_MS = 3600
const NOTES_EVERY_MS = 5000
const REACTION_EVERY_MS = 4000

/** A class as long as you like, recorded from its start to its end. */
export interface BigClass {
  entries: Entry[]
  /** User id of who teaches. */
  teacher: string
  /** Log time of class time 0. */
  startedAt: number
}

interface Happening {
  everyMs: number
  happen: (room: TestClass, chance: Random, count: number) => void
}

/** Makes a class of 30 people who draw 200 changes a second in bursts and write 1,000 messages an hour. The same every time. */
export function bigClass({ hours }: { hours: number }): BigClass {
  const chance = random(7)
  let clientId = 1
  const room = new TestClass(() => clientId++)
  room.join(TEACHER, 'Ada Lovelace', 'instructor')
  for (const id of STUDENTS) room.join(id, `Student ${id.slice('student-'.length)}`)
  for (const source of ['camera', 'microphone'] as const) {
    room.setMedia(`${TEACHER}-${source}`, { userId: TEACHER, source, paused: false })
  }
  room.record(true)
  const pens = WRITERS.map((userId) => new Pen(room, userId, chance))
  const due = HAPPENINGS.map(({ everyMs }) => everyMs)
  const endMs = hours * 3_600_000
  for (let t = 0, count = 0; t < endMs; count += 1) {
    room.now = STARTED_AT + t
    for (const [i, { everyMs, happen }] of HAPPENINGS.entries()) {
      if (due[i]! > t) continue
      happen(room, chance, count)
      due[i]! += everyMs
    }
    const isBurst = t % BURST_EVERY_MS < BURST_MS
    if (isBurst) pens[count % pens.length]!.draw()
    t = isBurst ? t + CHANGE_MS : Math.min(nextBurst(t), ...due)
  }
  room.now = STARTED_AT + endMs
  room.end()
  return { entries: room.entries, teacher: TEACHER, startedAt: STARTED_AT }
}

const nextBurst = (t: number): number => (Math.floor(t / BURST_EVERY_MS) + 1) * BURST_EVERY_MS

const HAPPENINGS: Happening[] = [
  { everyMs: PAGE_EVERY_MS, happen: (room) => void room.addPage() },
  {
    everyMs: CHAT_EVERY_MS,
    happen: (room, chance, count) =>
      room.say(chance.pick(STUDENTS), `message-${count}`, wordsOf(chance, 3 + chance.below(20))),
  },
  {
    everyMs: NOTES_EVERY_MS,
    happen: (room, chance) =>
      room.editAlone('notes', TEACHER, (doc) => doc.getText('text').insert(0, wordsOf(chance, 3))),
  },
  {
    everyMs: REACTION_EVERY_MS,
    happen: (room, chance) => {
      const userId = chance.pick(STUDENTS)
      room.change('stage', userId, () => room.stage('reactions').set(userId, { kind: 'clap', at: room.now }))
    },
  },
  { everyMs: 47_000, happen: (room, chance, count) => room.raiseHand(chance.pick(STUDENTS), count % 2 === 0) },
]

/** Draws stroke after stroke on the page that is shown. */
class Pen {
  readonly #room: TestClass
  readonly #userId: string
  readonly #chance: Random
  #page = ''
  #strokes = 0
  #points: { x: number; y: number; z: number }[] = []

  constructor(room: TestClass, userId: string, chance: Random) {
    this.#room = room
    this.#userId = userId
    this.#chance = chance
  }

  /** The next change: a stroke that is a bit longer, or one that is erased. */
  draw(): void {
    const page = String(this.#room.stage('class').get('page'))
    if (this.#points.length >= STROKE || page !== this.#page) this.#begin(page)
    const isErased = this.#points.length === 0 && this.#strokes % ERASED === 0
    if (isErased) this.#edit((records) => records.delete(this.#id(this.#strokes - 1)))
    this.#points.push({ x: this.#coordinate(), y: this.#coordinate(), z: 0.5 })
    const id = this.#id(this.#strokes)
    this.#edit((records) => records.set(id, strokeOf(id, this.#points)))
  }

  #begin(page: string): void {
    this.#page = page
    this.#points = []
    this.#strokes += 1
  }

  #edit(edit: (records: { set(id: string, record: Json): void; delete(id: string): void }) => void): void {
    const document = boardDocument(this.#page)
    this.#room.editAlone(document, this.#userId, (doc) => edit(doc.getMap<Json>(BOARD_RECORDS)))
  }

  #id(stroke: number): string {
    return `shape:${this.#userId}-${stroke}`
  }

  #coordinate(): number {
    return Math.round(this.#chance.between(0, 1600) * 100) / 100
  }
}

/** A stroke as tldraw keeps one. */
function strokeOf(id: string, points: { x: number; y: number; z: number }[]): Json {
  const look = { color: 'black', fill: 'none', dash: 'draw', size: 'm', scale: 1 }
  const form = { isComplete: points.length >= STROKE, isClosed: false, isPen: true }
  const place = { x: points[0]!.x, y: points[0]!.y, rotation: 0, index: 'a1', parentId: 'page:page' }
  const props = { ...look, ...form, segments: [{ type: 'free', points: [...points] }] }
  return { id, typeName: 'shape', type: 'draw', ...place, isLocked: false, opacity: 1, meta: {}, props }
}

const WORDS = [
  'sum',
  'limit',
  'and',
  'so',
  'the',
  'of',
  'proof',
  'integral',
  'why',
  'because',
  'then',
  'it',
  'is',
  'a',
  'series',
]

const wordsOf = (chance: Random, count: number): string =>
  `${Array.from({ length: count }, () => chance.pick(WORDS)).join(' ')} `
