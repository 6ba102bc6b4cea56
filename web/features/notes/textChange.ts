/** One replacement that makes a text out of another. */
export interface TextChange {
  at: number
  remove: number
  insert: string
}

/**
 * What somebody did to a text, as one replacement; null where nothing changed. `caret` (after the change) tells which of several equal
 * letters it was: typing an "l" into "hello" happens where the caret is.
 */
export function textChange(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null
  const behindCaret = Math.min(before.length, after.length - caret)
  let end = 0
  while (end < behindCaret && before.at(-1 - end) === after.at(-1 - end)) end += 1
  let start = 0
  const shared = Math.min(before.length, after.length) - end
  while (start < shared && before[start] === after[start]) start += 1
  // A letter of two code units is one letter: half of it would be shown as nonsense to others.
  if (start > 0 && isHighSurrogate(before, start - 1)) start -= 1
  if (end > 0 && isHighSurrogate(before, before.length - end - 1)) end -= 1
  return { at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) }
}

/** Where a place in the text is after others replaced something. Places inside of what was removed move to its start. */
export function movedPlace(place: number, { at, remove, insert }: TextChange): number {
  if (place <= at) return place
  return place <= at + remove ? at : place - remove + insert.length
}

function isHighSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 0xd800 && code <= 0xdbff
}
