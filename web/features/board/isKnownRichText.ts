const NODES = new Set(['doc', 'paragraph', 'text', 'heading', 'bulletList', 'orderedList', 'listItem', 'hardBreak'])
const MARKS = new Set(['bold', 'italic', 'strike', 'code', 'link', 'highlight'])
const MAX_DEPTH = 24

/**
 * Whether the board's text editor can show this rich text. The store's schema looks no deeper than its first level, and a node that
 * the editor does not know throws while the page is drawn.
 */
export function isKnownRichText(value: unknown): boolean {
  return isNode(value, 0) && value.type === 'doc' && Array.isArray(value.content)
}

interface RichNode {
  type: string
  content?: unknown[]
}

function isNode(value: unknown, depth: number): value is RichNode {
  if (!isObject(value) || depth > MAX_DEPTH || !NODES.has(value.type as string)) return false
  if (value.type === 'text' && (typeof value.text !== 'string' || value.text === '')) return false
  return isListOf(value.marks, isMark) && isListOf(value.content, (child) => isNode(child, depth + 1))
}

function isMark(value: unknown): boolean {
  return isObject(value) && MARKS.has(value.type as string)
}

function isListOf(value: unknown, isElement: (element: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isElement))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
