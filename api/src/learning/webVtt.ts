import { LecternError } from '@lectern/protocol'

/** What is said from, to (ms of class time). `text` is plain, with line ends; `voice` who says it, where the file tells. */
export interface Cue {
  fromMs: number
  toMs: number
  voice: string | null
  text: string
}

const MAX_CUES = 20_000
const MAX_CUE_TEXT = 1000
const MAX_VOICE = 120

const TIME = String.raw`(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})`
const TIMING = new RegExp(`^${TIME}[ \\t]+-->[ \\t]+${TIME}(?:[ \\t].*)?$`)
const VOICE = /<v(?:\.[^\s>]*)?[ \t]+([^>]+)>/
const TAG = /<[^>]*>?/g
const ENTITY = /&(amp|lt|gt|quot|nbsp|lrm|rlm|#39|#x27);/g
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
  '#39': "'",
  '#x27': "'",
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in a caption
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g

const wrong = (line: number, what: string) =>
  new LecternError('BAD_REQUEST', `Line ${line} of the captions: ${what}`, { field: 'captions' })

/**
 * Reads WebVTT. Only what is said is taken: styles, regions, notes, places and markup are left behind, so that nothing in the
 * file can do anything on a page.
 *
 * @throws `BAD_REQUEST` that names the line where it is no WebVTT
 */
export function parseWebVtt(file: string): Cue[] {
  const lines = file
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) throw wrong(1, 'a WebVTT file begins with WEBVTT.')
  const cues = blocksOf(lines).flatMap(cueOf)
  if (cues.length === 0) throw wrong(lines.length, 'there are no captions in this file.')
  if (cues.length > MAX_CUES) throw wrong(1, `use at most ${MAX_CUES.toLocaleString('en')} captions.`)
  return cues.sort((a, b) => a.fromMs - b.fromMs)
}

interface Block {
  /** Number of its first line. */
  at: number
  lines: string[]
}

function blocksOf(lines: string[]): Block[] {
  const blocks: Block[] = []
  let block: Block | null = null
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') block = null
    else if (block) block.lines.push(line)
    else {
      block = { at: i + 1, lines: [line] }
      blocks.push(block)
    }
  }
  // The first one is the file's head.
  return blocks.slice(1)
}

function cueOf({ at, lines }: Block): Cue[] {
  const timingAt = lines.findIndex((line) => line.includes('-->'))
  if (timingAt < 0 && /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(lines[0]!)) return []
  if (timingAt < 0) throw wrong(at, 'there is a text without a time.')
  if (timingAt > 1) throw wrong(at, 'a caption has at most one line before its time.')
  const number = at + timingAt
  const match = TIMING.exec(lines[timingAt]!.trim())
  if (!match) throw wrong(number, 'write times as 00:01:02.500 --> 00:01:04.000.')
  const [fromMs, toMs] = [msOf(match.slice(1, 5)), msOf(match.slice(5, 9))]
  if (toMs <= fromMs) throw wrong(number, 'a caption ends after it begins.')
  const written = lines.slice(timingAt + 1).join('\n')
  const text = plain(written)
  if (text.length > MAX_CUE_TEXT) throw wrong(number, `use at most ${MAX_CUE_TEXT} characters in one caption.`)
  const voice = VOICE.exec(written)?.[1]
  return text === '' ? [] : [{ fromMs, toMs, voice: voice ? plain(voice).slice(0, MAX_VOICE) || null : null, text }]
}

const msOf = ([hours = '0', minutes, seconds, ms]: (string | undefined)[]): number =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms)

const plain = (marked: string): string =>
  marked
    .replace(TAG, '')
    .replace(ENTITY, (_whole, name: string) => ENTITIES[name]!)
    .replace(CONTROL, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/** WebVTT of cues. */
export const printWebVtt = (cues: Cue[]): string => ['WEBVTT', ...cues.map(printCue)].join('\n\n').concat('\n')

function printCue({ fromMs, toMs, voice, text }: Cue): string {
  const name = voice ? `<v ${escaped(voice)}>` : ''
  return `${stamp(fromMs)} --> ${stamp(toMs)}\n${name}${escaped(text)}`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function stamp(ms: number): string {
  const [h, m, s] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(Math.floor)
  return `${two(h!)}:${two(m!)}:${two(s!)}.${String(ms % 1000).padStart(3, '0')}`
}

const two = (value: number) => String(value).padStart(2, '0')
