import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { StyleProps } from './shapes.ts'

const LINE_HEIGHT = 1.35
const MAX_DEPTH = 24
/** Letters of one text that are drawn: laying out more takes seconds. */
const MAX_LETTERS = 20_000
const LIST_INDENT = 24

const FILES: Record<StyleProps['font'], [regular: string, bold: string, italic: string, both: string]> = {
  draw: [
    'Shantell_Sans-Informal_Regular',
    'Shantell_Sans-Informal_Bold',
    'Shantell_Sans-Informal_Regular_Italic',
    'Shantell_Sans-Informal_Bold_Italic',
  ],
  sans: ['IBMPlexSans-Medium', 'IBMPlexSans-Bold', 'IBMPlexSans-MediumItalic', 'IBMPlexSans-BoldItalic'],
  serif: ['IBMPlexSerif-Medium', 'IBMPlexSerif-Bold', 'IBMPlexSerif-MediumItalic', 'IBMPlexSerif-BoldItalic'],
  mono: ['IBMPlexMono-Medium', 'IBMPlexMono-Bold', 'IBMPlexMono-MediumItalic', 'IBMPlexMono-BoldItalic'],
}

// Each cut is a family of its own: a font file is then taken by its name, never by a weight that is near.
function registerFonts(): void {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@tldraw/assets/package.json')), 'fonts')
  for (const [font, files] of Object.entries(FILES)) {
    for (const [cut, file] of files.entries()) {
      GlobalFonts.registerFromPath(join(folder, `${file}.woff2`), `board-${font}-${cut}`)
    }
  }
}
registerFonts()

const measuring = createCanvas(1, 1).getContext('2d')

/** Letters of one look. */
export interface Run {
  text: string
  font: string
  width: number
  strike: boolean
}

export interface Line {
  runs: Run[]
  width: number
  indent: number
}

export interface TextBlock {
  lines: Line[]
  width: number
  height: number
  lineHeight: number
  /** From the top of a line to the ground that letters stand on. */
  ascent: number
}

interface Look {
  bold: boolean
  italic: boolean
  code: boolean
  strike: boolean
}

interface Piece {
  text: string
  look: Look
}

interface Paragraph {
  indent: number
  pieces: Piece[]
}

interface Node {
  type?: unknown
  text?: unknown
  marks?: unknown
  content?: unknown
}

const PLAIN: Look = { bold: false, italic: false, code: false, strike: false }
const SIGNS: Record<string, string> = { bulletList: '•', orderedList: '1.' }

const nodesOf = (content: unknown): Node[] =>
  Array.isArray(content) ? content.filter((each) => typeof each === 'object' && each !== null) : []

function lookOf(marks: unknown): Look {
  const types = new Set(nodesOf(marks).map(({ type }) => type))
  return { bold: types.has('bold'), italic: types.has('italic'), code: types.has('code'), strike: types.has('strike') }
}

function piecesOf(nodes: Node[]): Piece[] {
  return nodes.map(({ type, text, marks }) =>
    type === 'hardBreak'
      ? { text: '\n', look: PLAIN }
      : { text: typeof text === 'string' ? text : '', look: lookOf(marks) },
  )
}

function paragraphsOf(nodes: Node[], depth = 0, indent = 0): Paragraph[] {
  if (depth > MAX_DEPTH) return []
  return nodes.flatMap((node) => {
    const inner = nodesOf(node.content)
    const sign = SIGNS[String(node.type)]
    if (sign)
      return inner.flatMap((item, index) => listItem(item, sign === '•' ? sign : `${index + 1}.`, depth, indent + 1))
    if (inner.some(({ type }) => type !== 'text' && type !== 'hardBreak')) return paragraphsOf(inner, depth + 1, indent)
    const isHeading = node.type === 'heading'
    const pieces = piecesOf(inner)
    return [
      {
        indent,
        pieces: isHeading ? pieces.map(({ text, look }) => ({ text, look: { ...look, bold: true } })) : pieces,
      },
    ]
  })
}

function listItem(item: Node, sign: string, depth: number, indent: number): Paragraph[] {
  const [first, ...rest] = paragraphsOf(nodesOf(item.content), depth + 1, indent)
  return [{ indent, pieces: [{ text: `${sign} `, look: PLAIN }, ...(first?.pieces ?? [])] }, ...rest]
}

/** Paragraphs of a board's rich text, or of the plain text that older boards have. */
function readText({ richText, text }: { richText?: unknown; text?: string | undefined }): Paragraph[] {
  if (typeof richText === 'object' && richText !== null) return paragraphsOf(nodesOf((richText as Node).content))
  return (text ?? '').split('\n').map((line) => ({ indent: 0, pieces: [{ text: line, look: PLAIN }] }))
}

const isEmpty = (paragraphs: Paragraph[]): boolean =>
  paragraphs.every(({ pieces }) => pieces.every(({ text }) => text.trim() === ''))

function fontOf(font: StyleProps['font'], { bold, italic, code }: Look, size: number): string {
  const cut = (bold ? 1 : 0) + (italic ? 2 : 0)
  return `${size}px "board-${code ? 'mono' : font}-${cut}", sans-serif`
}

function measured(text: string, font: string, strike: boolean): Run {
  measuring.font = font
  return { text, font, strike, width: measuring.measureText(text).width }
}

/** Words with the blanks behind them, and line breaks on their own. */
const wordsOf = (text: string): string[] => text.match(/\n|[^\s]+[^\S\n]*|[^\S\n]+/gu) ?? []

/** A word that is wider than a line, letter by letter. */
function broken(run: Run, maxWidth: number): Run[] {
  const parts: Run[] = []
  let text = ''
  for (const letter of run.text) {
    if (text !== '' && measured(text + letter, run.font, false).width > maxWidth) {
      parts.push(measured(text, run.font, run.strike))
      text = ''
    }
    text += letter
  }
  return [...parts, measured(text, run.font, run.strike)]
}

class LineBreaker {
  readonly lines: Line[] = []
  readonly #maxWidth: number
  #line: Line

  constructor(maxWidth: number, indent: number) {
    this.#maxWidth = Math.max(1, maxWidth - indent)
    this.#line = { runs: [], width: 0, indent }
  }

  add(word: Run): void {
    const visible = measured(word.text.trimEnd(), word.font, false).width
    if (this.#line.width + visible > this.#maxWidth && this.#line.width > 0) this.end()
    if (visible <= this.#maxWidth) this.#push(word)
    else for (const part of broken(word, this.#maxWidth)) this.add(part)
  }

  end(): void {
    this.lines.push(this.#line)
    this.#line = { runs: [], width: 0, indent: this.#line.indent }
  }

  #push(word: Run): void {
    this.#line.runs.push(word)
    this.#line.width += word.width
  }
}

function linesOf({ indent, pieces }: Paragraph, font: StyleProps['font'], size: number, maxWidth: number): Line[] {
  const breaker = new LineBreaker(maxWidth, indent * LIST_INDENT * (size / 24))
  for (const { text, look } of pieces) {
    for (const word of wordsOf(text)) {
      if (word === '\n') breaker.end()
      else breaker.add(measured(word, fontOf(font, look, size), look.strike))
    }
  }
  breaker.end()
  return breaker.lines
}

/** Breaks a text into lines as the board does; undefined where there is nothing to read. Sizes in pixels of the board. */
export function layOut(
  text: { richText?: unknown; text?: string | undefined },
  { font, size, maxWidth }: { font: StyleProps['font']; size: number; maxWidth: number },
): TextBlock | undefined {
  const paragraphs = readText(text)
  const letters = paragraphs.reduce((sum, { pieces }) => sum + pieces.reduce((n, piece) => n + piece.text.length, 0), 0)
  if (letters > MAX_LETTERS || isEmpty(paragraphs)) return undefined
  const lines = paragraphs.flatMap((paragraph) => linesOf(paragraph, font, size, maxWidth))
  measuring.font = fontOf(font, PLAIN, size)
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = measuring.measureText('x')
  const lineHeight = size * LINE_HEIGHT
  return {
    lines,
    width: Math.max(...lines.map(({ width, indent }) => width + indent)),
    height: lines.length * lineHeight,
    lineHeight,
    ascent: (lineHeight - fontBoundingBoxAscent - fontBoundingBoxDescent) / 2 + fontBoundingBoxAscent,
  }
}
