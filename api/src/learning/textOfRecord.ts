import type { Json } from '@lectern/recording/timeline'

type JsonObject = { [key: string]: Json }

/** Properties of tldraw's shapes that people read. */
const WRITTEN = ['text', 'name', 'altText', 'url'] as const
const MAX_TEXT = 5000
const MAX_DEPTH = 20

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is written on a shape of the board: labels, notes, texts, names of frames, links, what a picture shows. Empty for all else. */
export function textOfRecord({ typeName, props }: JsonObject): string {
  if (typeName !== 'shape' || !isObject(props)) return ''
  const rich = isObject(props.richText) ? richLines(props.richText, 0).join('\n') : ''
  const plain = WRITTEN.map((name) => props[name]).filter((value) => typeof value === 'string')
  return [rich, ...plain]
    .filter((text) => text !== '')
    .join('\n')
    .slice(0, MAX_TEXT)
}

/** Lines of tldraw's rich text, which is a tree of TipTap nodes. */
function richLines(node: JsonObject, depth: number): string[] {
  if (typeof node.text === 'string') return [node.text]
  if (depth >= MAX_DEPTH || !Array.isArray(node.content)) return []
  const parts = node.content.filter(isObject).map((child) => richLines(child, depth + 1))
  const isLine = node.type === 'paragraph' || node.type === 'heading'
  return isLine ? [parts.flat().join('')] : parts.flat()
}
