import type { Hit } from './Hit.ts'
import { foldText, wordsOf } from './words.ts'

export const MAX_HITS = 50
const EXCERPT = 200
const BEFORE = 60

interface Asked {
  /** What was typed. */
  text: string
  prefixes: string[]
}

const scoreOf = ({ text, kind }: Hit, { text: query, prefixes }: Asked): number => {
  const words = new Set(wordsOf(text))
  const hasPhrase = foldText(text).includes(foldText(query.trim()))
  const hasWords = prefixes.every((prefix) => words.has(prefix))
  const isHeading = kind === 'CHAPTER' || kind === 'QUESTION'
  return (hasPhrase ? 4 : 0) + (hasWords ? 2 : 0) + (isHeading ? 1 : 0)
}

/** The best hits first: the very phrase, the very words, chapters and questions; then newer classes, then earlier moments. Each thing once. */
export function rankHits(hits: Hit[], asked: Asked): Hit[] {
  return [...firstOfEach(hits)]
    .map((hit) => ({ hit, score: scoreOf(hit, asked) }))
    .sort((a, b) => b.score - a.score || newer(a.hit.recordingId, b.hit.recordingId) || a.hit.atMs - b.hit.atMs)
    .slice(0, MAX_HITS)
    .map(({ hit }) => ({ ...hit, text: excerptOf(hit.text, asked.prefixes) }))
}

// Ids are of version 7: newer ones are greater.
const newer = (a: string, b: string) => (a === b ? 0 : a > b ? -1 : 1)

function firstOfEach(hits: Hit[]): Iterable<Hit> {
  const first = new Map<string, Hit>()
  for (const hit of hits) {
    const id = `${hit.recordingId} ${hit.key}`
    const known = first.get(id)
    if (!known || hit.atMs < known.atMs) first.set(id, hit)
  }
  return first.values()
}

/** The part of a text in which the first of the words stands, in one line. */
export function excerptOf(text: string, prefixes: string[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= EXCERPT) return line
  const at = placeOf(line, prefixes)
  const from = at <= BEFORE ? 0 : line.indexOf(' ', at - BEFORE) + 1
  const start = from > at || at - from > BEFORE ? Math.max(0, at - BEFORE) : from
  const part = line.slice(start, start + EXCERPT)
  return `${start > 0 ? '… ' : ''}${part.toWellFormed()}${start + EXCERPT < line.length ? ' …' : ''}`
}

function placeOf(line: string, prefixes: string[]): number {
  for (const { 0: word, index } of line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = foldText(word)
    if (prefixes.some((prefix) => folded.includes(prefix))) return index
  }
  return 0
}
