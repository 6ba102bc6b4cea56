import type { Change, Json, TextDelta, TimelineState } from './TimelineState.ts'

type Maps = TimelineState[string]

/** The state after some changes; the given one stays as it is, and what did not change is shared with it. */
export function applyChanges(state: TimelineState, changes: Iterable<Change>): TimelineState {
  const result = { ...state }
  const own = new Set<object>()
  for (const change of changes) {
    makeOwn(result, change, own)
    applyChange(result, change)
  }
  return result
}

/** Changes the state in place. */
export function applyChange(state: TimelineState, change: Change): void {
  const [document, name] = change
  const maps = mapsOf(state, document)
  if (change.length === 4) setKey(maps, name, change[2], change[3])
  else if (typeof change[2] === 'string') deleteKey(maps, name, change[2])
  else setText(maps, name, change[2])
  if (isEmpty(maps)) delete state[document]
}

/** Copies what the change is about to touch, unless this run has made it. */
function makeOwn(state: TimelineState, [document, name]: Change, own: Set<object>): void {
  const maps = state[document]
  if (!maps) return
  if (!own.has(maps)) state[document] = remember(own, { ...maps })
  const map = state[document]![name]
  if (typeof map === 'object' && !own.has(map)) state[document]![name] = remember(own, { ...map })
}

function remember<Value extends object>(own: Set<object>, value: Value): Value {
  own.add(value)
  return value
}

function mapsOf(state: TimelineState, document: string): Maps {
  state[document] ??= {}
  return state[document]
}

function setKey(maps: Maps, name: string, key: string, value: Json): void {
  const map = maps[name]
  if (typeof map === 'object') map[key] = value
  else maps[name] = { [key]: value }
}

function deleteKey(maps: Maps, name: string, key: string): void {
  const map = maps[name]
  if (typeof map !== 'object') return
  delete map[key]
  if (isEmpty(map)) delete maps[name]
}

function setText(maps: Maps, name: string, delta: TextDelta): void {
  const before = maps[name]
  const after = applyDelta(typeof before === 'string' ? before : '', delta)
  if (after === '') delete maps[name]
  else maps[name] = after
}

/** The text after a change of it. */
export function applyDelta(text: string, delta: TextDelta): string {
  let result = ''
  let at = 0
  for (const step of delta) {
    if ('insert' in step) result += step.insert
    else if ('delete' in step) at += step.delete
    else {
      result += text.slice(at, at + step.retain)
      at += step.retain
    }
  }
  return result + text.slice(at)
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false
  return true
}
