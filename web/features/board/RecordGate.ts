import type { TLRecord, TLStore } from '@tldraw/tldraw'
import { isShared } from './boardStore.ts'
import { isDrawable } from './isDrawable.ts'
import { isValid, migrateRecord } from './migrateRecord.ts'

/** Records of one page that may be tried for older versions: a page full of junk must not hold up the browser. */
const MAX_MIGRATIONS = 200

/** Decides which records of others reach the store. What does not is skipped, and nobody is harmed. */
export class RecordGate {
  readonly #store: TLStore
  #migrationsLeft = MAX_MIGRATIONS

  constructor(store: TLStore) {
    this.#store = store
  }

  /**
   * The value as a record to put, or null: not a record, unknown, or not to be drawn. Whether its fields fit is left to the store, which
   * checks them anyway, and to `repair`.
   */
  admit(id: string, value: unknown): TLRecord | null {
    return isRecordLike(value) && value.id === id && isDrawableSafely(value) ? value : null
  }

  /** A valid form of a record that perhaps is not: itself, or brought up to date from an older tldraw; else null. */
  repair(record: TLRecord): TLRecord | null {
    if (isValid(this.#store, record)) return record
    if (this.#migrationsLeft <= 0) return null
    this.#migrationsLeft -= 1
    const migrated = migrateRecord(this.#store, record)
    return migrated && isDrawableSafely(migrated) ? migrated : null
  }
}

function isDrawableSafely(record: TLRecord): boolean {
  try {
    return isDrawable(record)
  } catch {
    // Not even the form that the question takes for granted.
    return false
  }
}

function isRecordLike(value: unknown): value is TLRecord {
  if (!isObject(value) || typeof value.typeName !== 'string' || !isShared({ typeName: value.typeName })) return false
  if (!isObject(value.props)) return false
  if (value.typeName === 'shape') return typeof value.parentId === 'string'
  return value.typeName !== 'binding' || (typeof value.fromId === 'string' && typeof value.toId === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
