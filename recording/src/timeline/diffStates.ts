import { equalityDeep } from 'lib0/function'
import { diffTexts } from './diffTexts.ts'
import type { Change, Json, TimelineState } from './TimelineState.ts'

type Map = Record<string, Json>

/** The changes that make `after` of `before`. What both share costs nothing. */
export function diffStates(before: TimelineState, after: TimelineState): Change[] {
  const changes: Change[] = []
  for (const document of keysOf(before, after)) {
    const [old = {}, now = {}] = [before[document], after[document]]
    if (old === now) continue
    for (const name of keysOf(old, now)) {
      if (old[name] !== now[name]) changes.push(...diffPart(document, name, old[name], now[name]))
    }
  }
  return changes
}

function diffPart(document: string, name: string, old: Map | string = {}, now: Map | string = {}): Change[] {
  if (typeof old !== 'string' && typeof now !== 'string') return diffMaps(document, name, old, now)
  const delta = diffTexts(textOf(old), textOf(now))
  return delta.length > 0 ? [[document, name, delta]] : []
}

function diffMaps(document: string, name: string, old: Map, now: Map): Change[] {
  const changes: Change[] = []
  for (const key of Object.keys(old)) if (!Object.hasOwn(now, key)) changes.push([document, name, key])
  for (const [key, value] of Object.entries(now)) {
    if (!isSame(old[key], value)) changes.push([document, name, key, value])
  }
  return changes
}

const isSame = (old: Json | undefined, now: Json): boolean => old === now || equalityDeep(old, now)

const textOf = (part: Map | string): string => (typeof part === 'string' ? part : '')

const keysOf = (a: object, b: object): Set<string> => new Set([...Object.keys(a), ...Object.keys(b)])
