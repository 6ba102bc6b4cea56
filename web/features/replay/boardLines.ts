import { BOARD_RECORDS } from '@lectern/protocol'
import type { Json, TimelineState } from '@lectern/recording/timeline'
import type { TLShape } from '@tldraw/tldraw'
import { readingOrder, summary, type TextLine } from '../board/readingOrder.ts'

/** A page of the board in words: what is on it, and its text in reading order. */
export interface PageText {
  sentence: string
  lines: TextLine[]
}

type Row = Record<string, Json>
const isRow = (value: Json | undefined): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0)

/** Reads a page of the board without drawing it. */
export function boardLines(page: TimelineState[string] | undefined): PageText {
  const records = page?.[BOARD_RECORDS]
  const rows = typeof records === 'object' ? records : {}
  const shapes = Object.values(rows)
    .filter(isRow)
    .filter(({ typeName }) => typeName === 'shape')
  const described = shapes.map((row) => ({
    shape: row as unknown as TLShape,
    text: textOf(row.props),
    ...placeOf(row, rows),
  }))
  return { sentence: summary(described), lines: readingOrder(described) }
}

/** Top left on the page: what stands in a frame or a group counts from there. Turned ones are near enough. */
function placeOf(row: Row, rows: Record<string, Json>): { x: number; y: number } {
  let [x, y] = [number(row.x), number(row.y)]
  const seen = new Set<Json>()
  let parent = rows[String(row.parentId)]
  while (isRow(parent) && !seen.has(parent)) {
    seen.add(parent)
    x += number(parent.x)
    y += number(parent.y)
    parent = rows[String(parent.parentId)]
  }
  return { x, y }
}

function textOf(props: Json | undefined): string {
  if (!isRow(props)) return ''
  const { richText, text, name, url } = props
  if (isRow(richText)) return richWords(richText).trim()
  return [text, name, url].find((each): each is string => typeof each === 'string' && each !== '') ?? ''
}

/** Text of tldraw's rich text: paragraphs end lines. */
function richWords(node: Row): string {
  if (typeof node.text === 'string') return node.text
  if (node.type === 'hardBreak') return '\n'
  const inner = Array.isArray(node.content) ? node.content.filter(isRow).map(richWords).join('') : ''
  return node.type === 'paragraph' ? `${inner}\n` : inner
}
