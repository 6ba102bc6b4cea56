/** One line or two of captions, shown from `fromMs` until `toMs` of class time. */
export interface Cue {
  fromMs: number
  toMs: number
  text: string
}

const TIMES = /^((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})\s+-->\s+((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})/

/** The cues of a WebVTT file, in order of their beginnings. Notes, styles and what is no cue are left out; so are tags. */
export function parseVtt(file: string): Cue[] {
  const blocks = file.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  return blocks
    .map((block) => cueOf(block.split('\n')))
    .filter((cue) => cue !== null)
    .sort((a, b) => a.fromMs - b.fromMs)
}

function cueOf(lines: string[]): Cue | null {
  const at = lines.findIndex((line) => TIMES.test(line))
  if (at < 0 || at > 1) return null
  const [, from, to] = TIMES.exec(lines[at]!)!
  const text = plain(lines.slice(at + 1).join('\n'))
  return text === '' ? null : { fromMs: msOf(from!), toMs: msOf(to!), text }
}

function msOf(stamp: string): number {
  return stamp.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }

function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&([a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .trim()
}

/** What is to be read at a moment; empty where nothing is said. */
export function cueTextAt(cues: readonly Cue[], t: number): string {
  return cues
    .filter(({ fromMs, toMs }) => t >= fromMs && t < toMs)
    .map(({ text }) => text)
    .join('\n')
}
