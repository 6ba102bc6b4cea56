import { HUES } from '@lectern/protocol'

/** A lasting colour for a person or thing outside of class, from its id. In class the engine hands out the colours. */
export function hueOf(id: string): number {
  return hash(id) % HUES
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (const unit of text) value = Math.imul(value ^ unit.codePointAt(0)!, 0x01000193)
  return value >>> 0
}
