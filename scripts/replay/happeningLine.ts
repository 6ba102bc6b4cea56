import {
  BOARD_RECORDS,
  CHAT_MESSAGES,
  STAGE_CLASS,
  STAGE_HANDS,
  STAGE_MEDIA,
  STAGE_PAGES,
  STAGE_PEOPLE,
  STAGE_POLLS,
  STAGE_REACTIONS,
} from '@lectern/protocol'
import type { Change, Json, TextDelta, TimelinePerson, Track } from '../../recording/src/timeline/index.ts'
import type { Happening } from './happenings.ts'

type Row = Record<string, Json>
type People = Record<string, TimelinePerson>
/** Who, and what; `value` is undefined where the key went. */
type Words = (key: string, value: Json | undefined, row: Row) => [who: string, what: string]

const LONGEST = 100

/** One thing that a timeline tells, for human eyes: class time, who, what. */
export function happeningLine(happening: Happening, people: People): string {
  const [who, what] = wordsOf(happening)
  const name = people[who]?.name ?? who
  return `${clock(happening.t)}  ${name === '' ? '' : `${name}: `}${what}`
}

function wordsOf(happening: Happening): [who: string, what: string] {
  if ('change' in happening) return changeWords(happening.change)
  if ('recording' in happening) return ['', `recording ${happening.recording}`]
  if ('track' in happening) return [happening.track.userId, trackWords(happening.track, happening.happens)]
  const { kind, title, userId, toMs } = happening.mark
  return [userId ?? '', `mark: ${kind} ${quoted(title)}${toMs === undefined ? '' : ` until ${clock(toMs)}`}`]
}

function changeWords([document, map, key, value]: Change): [who: string, what: string] {
  if (typeof key !== 'string') return ['', `${document}: ${deltaWords(key)}`]
  const [who, what] = (WORDS[map] ?? otherwise)(key, value, Object(value) as Row)
  return [who, document === 'stage' ? what : `${document} ${what}`]
}

const otherwise: Words = (key, value) => ['', `${key} = ${short(value)}`]

const WORDS: Record<string, Words> = {
  [STAGE_CLASS]: otherwise,
  [STAGE_PAGES]: (key, value, { title }) => [
    '',
    value === undefined ? `page ${key} removed` : `page ${key} ${quoted(title)}`,
  ],
  [STAGE_PEOPLE]: (key, value, { role, presence }) => [key, value === undefined ? 'gone' : `${role}, ${presence}`],
  [STAGE_HANDS]: (key, value) => [key, value === undefined ? 'lowers the hand' : 'raises the hand'],
  [STAGE_REACTIONS]: (key, value, { kind }) => [key, value === undefined ? 'reaction over' : `reacts: ${kind}`],
  [STAGE_POLLS]: (key, value, { question, state, votes }) => [
    '',
    value === undefined ? `poll ${key} removed` : `poll ${quoted(question)} ${state}, votes: ${votes}`,
  ],
  [STAGE_MEDIA]: (key, value, { userId, source, paused }) =>
    value === undefined ? ['', `${key} off`] : [String(userId), `${source} ${paused ? 'paused' : 'on'}`],
  [CHAT_MESSAGES]: (_key, _value, { by, text, deleted, editedAt }) => {
    if (deleted !== 'no') return [String(by), `message deleted by ${deleted}`]
    return [String(by), `${editedAt === null ? 'says' : 'edited'} ${quoted(text)}`]
  },
  [BOARD_RECORDS]: (key, value, { type, typeName }) => [
    '',
    value === undefined ? `${key} erased` : `${key} ${type ?? typeName}`,
  ],
}

function deltaWords(delta: TextDelta): string {
  let at = 0
  const words: string[] = []
  for (const step of delta) {
    if ('retain' in step) at += step.retain
    else if ('delete' in step) words.push(`at ${at} delete ${step.delete}`)
    else words.push(`at ${at} insert ${quoted(step.insert)}`)
  }
  return words.join(', ')
}

function trackWords({ id, source, mime, segments, ended }: Track, happens: 'begins' | 'ends'): string {
  const there = segments.filter((segment) => segment !== null)
  if (happens === 'begins') return `track ${id} begins: ${source}, ${mime}, ${there.length} segments`
  return `track ${id} ends: ${ended}, ${there.reduce((sum, [, , bytes]) => sum + bytes, 0)} bytes`
}

/** h:mm:ss.mmm */
function clock(t: number): string {
  const ms = Math.max(0, Math.round(t))
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ]
  return `${hours}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(ms % 1000, 3)}`
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

/** On one line, whatever is in it. */
const quoted = (value: Json | undefined): string => short(String(value ?? ''))

function short(value: Json | undefined): string {
  const json = JSON.stringify(value) ?? 'nothing'
  return json.length <= LONGEST ? json : `${json.slice(0, LONGEST - 1)}…`
}
