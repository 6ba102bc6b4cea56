import type { IndexKey, TLShape } from '@tldraw/tldraw'
import type { Lookup } from './relations.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** tldraw cannot count between longer ones. */
const LONGEST = 100
const LOWEST = 'a0'

/**
 * Who stands where in the order of shapes. tldraw takes for granted that no two shapes of one parent have the same index, and throws
 * when it has to put something between them; a client that writes records by hand may well give `a1` to all.
 */
export class Indexes {
  readonly #owners = new Map<string, string>()

  /** The shape with an index that no other has: its own where possible, else one right above. `lookup`: records as they are about to be. */
  place(shape: TLShape, lookup: Lookup): TLShape {
    const base = shape.index.length > LONGEST ? LOWEST : shape.index
    const index =
      base !== shape.index || this.#isTaken(shape, lookup) ? (`${base}${suffixOf(shape.id)}` as IndexKey) : shape.index
    const placed = index === shape.index ? shape : { ...shape, index }
    this.keep(placed)
    return placed
  }

  /** A shape stands where it says. */
  keep(shape: TLShape): void {
    this.#owners.set(keyOf(shape), shape.id)
  }

  #isTaken(shape: TLShape, lookup: Lookup): boolean {
    const key = keyOf(shape)
    const owner = this.#owners.get(key)
    if (owner === undefined || owner === shape.id) return false
    const current = lookup(owner)
    return current?.typeName === 'shape' && keyOf(current) === key
  }
}

const keyOf = ({ parentId, index }: TLShape) => `${parentId} ${index}`

/** The same on every page, so that all see the same order. */
function suffixOf(id: string): string {
  let hash = 2166136261
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 16777619)
  let rest = hash >>> 0
  let suffix = ''
  for (let digit = 0; digit < 5; digit += 1) {
    suffix += DIGITS[rest % DIGITS.length]
    rest = Math.floor(rest / DIGITS.length)
  }
  // An index must not end with the lowest digit.
  return `${suffix}V`
}
