import type { TLBinding, TLRecord, TLShape } from '@tldraw/tldraw'
import { PAGE } from './boardStore.ts'

/** Deeper nesting than this is no drawing. */
const MAX_DEPTH = 32

/** Their own outline may depend on the arrow: a ring without end. */
const NOT_BOUND = new Set(['arrow', 'group'])

export type Lookup = (id: string) => TLRecord | undefined

/** `missing`: wait for this record. `impossible`: could never be drawn (a ring of parents, an arrow bound to an arrow). */
export type Relation = { fits: true } | { fits: false; missing: string | null }

const FITS: Relation = { fits: true }
const IMPOSSIBLE: Relation = { fits: false, missing: null }

/** Whether what a record refers to is there. tldraw takes that for granted, and a ring of parents would never end. */
export function relate(record: TLRecord, lookup: Lookup): Relation {
  if (record.typeName === 'shape') return relateShape(record, lookup)
  if (record.typeName === 'binding') return relateBinding(record, lookup)
  return FITS
}

function relateShape(shape: TLShape, lookup: Lookup): Relation {
  let parentId: string = shape.parentId
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (parentId === PAGE) return FITS
    if (parentId === shape.id || parentId.startsWith('page:')) return IMPOSSIBLE
    const parent = lookup(parentId)
    if (parent?.typeName !== 'shape') return { fits: false, missing: parentId }
    parentId = parent.parentId
  }
  return IMPOSSIBLE
}

function relateBinding(binding: TLBinding, lookup: Lookup): Relation {
  const from = lookup(binding.fromId)
  const to = lookup(binding.toId)
  if (from?.typeName !== 'shape') return { fits: false, missing: binding.fromId }
  if (to?.typeName !== 'shape') return { fits: false, missing: binding.toId }
  return from.type === 'arrow' && !NOT_BOUND.has(to.type) ? FITS : IMPOSSIBLE
}
