import type { TextDelta } from './TimelineState.ts'

/** One replacement that makes `after` of `before`, as a delta; empty where they are the same. Counts UTF-16 units, as Yjs does. */
export function diffTexts(before: string, after: string): TextDelta {
  if (before === after) return []
  const start = commonStart(before, after)
  const end = commonEnd(before, after, start)
  const removed = before.length - start - end
  const added = after.slice(start, after.length - end)
  return [
    ...(start > 0 ? [{ retain: start }] : []),
    ...(removed > 0 ? [{ delete: removed }] : []),
    ...(added !== '' ? [{ insert: added }] : []),
  ]
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  // A character of two units is replaced whole.
  return length > 0 && isHighSurrogate(a.charCodeAt(length - 1)) ? length - 1 : length
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start
  let length = 0
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1
  return length > 0 && isLowSurrogate(a.charCodeAt(a.length - length)) ? length - 1 : length
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000
