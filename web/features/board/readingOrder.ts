import type { TLShape, TLShapeId } from '@tldraw/tldraw'

export interface TextLine {
  id: string
  text: string
}

export interface Described {
  shape: TLShape
  /** Its text, empty where it has none. */
  text: string
  /** Top left on the page. */
  x: number
  y: number
}

/** Shapes whose tops are closer than this stand in one line. */
const LINE = 40

const KINDS: Record<string, [one: string, many: string]> = {
  draw: ['drawn line', 'drawn lines'],
  highlight: ['highlighted stroke', 'highlighted strokes'],
  geo: ['figure', 'figures'],
  arrow: ['arrow', 'arrows'],
  line: ['line', 'lines'],
  image: ['picture', 'pictures'],
  frame: ['frame', 'frames'],
  note: ['note', 'notes'],
  text: ['text', 'texts'],
  bookmark: ['link', 'links'],
}

/** The text of the page in reading order: from top to bottom, in a line from left to right. */
export function readingOrder(shapes: readonly Described[]): TextLine[] {
  const line = (y: number) => Math.floor(y / LINE)
  return shapes
    .filter(({ text }) => text.trim() !== '')
    .sort((a, b) => line(a.y) - line(b.y) || a.x - b.x)
    .map(({ shape, text }) => ({ id: shape.id satisfies TLShapeId, text: text.trim() }))
}

/** What is on the page, in one sentence: "On this page: 3 drawn lines, 1 figure." */
export function summary(shapes: readonly { shape: Pick<TLShape, 'type'> }[]): string {
  const counts = new Map<string, number>()
  for (const { shape } of shapes) if (shape.type in KINDS) counts.set(shape.type, (counts.get(shape.type) ?? 0) + 1)
  if (counts.size === 0) return 'This page is empty.'
  const parts = [...counts].map(([type, count]) => `${count} ${KINDS[type]![count === 1 ? 0 : 1]}`)
  return `On this page: ${parts.join(', ')}.`
}
