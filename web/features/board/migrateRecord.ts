import type { SerializedSchema, TLRecord, TLStore } from '@tldraw/tldraw'

const PREFIX = 'com.tldraw.'

/**
 * A record that an older tldraw wrote, brought up to date; null where that cannot be done. Documents do not say which version wrote
 * them, so the youngest older version from which the record becomes valid is taken.
 */
export function migrateRecord(store: TLStore, record: TLRecord): TLRecord | null {
  for (const schema of olderSchemas(store, record)) {
    const migrated = migrateFrom(store, record, schema)
    if (migrated && isValid(store, migrated)) return migrated
  }
  return null
}

/** As `migratePersistedRecord` does it, but without a word on the console about records that are simply not ours. */
function migrateFrom(store: TLStore, record: TLRecord, schema: SerializedSchema): TLRecord | null {
  const migrations = store.schema.getMigrationsSince(schema)
  if (!migrations.ok) return null
  try {
    return migrations.value.reduce((before, migration) => {
      if (migration.scope === 'store') throw new Error('a record alone cannot be migrated')
      if (migration.filter && !migration.filter(before)) return before
      return (migration.up(before) as TLRecord | undefined) ?? before
    }, structuredClone(record))
  } catch {
    return null
  }
}

export function isValid(store: TLStore, record: TLRecord): boolean {
  try {
    store.schema.validateRecord(store, record, 'createRecord', null)
    return true
  } catch {
    return false
  }
}

/** Older versions of what concerns this record, the youngest first: of its kind (`geo`), then of all shapes. */
function olderSchemas(store: TLStore, record: TLRecord): SerializedSchema[] {
  const now = store.schema.serialize()
  if (now.schemaVersion !== 2) return []
  const base = `${PREFIX}${record.typeName}`
  const kind = 'type' in record ? `${base}.${record.type}` : base
  const ofKind = versionsBelow(now.sequences, kind)
  const ofBase = versionsBelow(now.sequences, base)
  const older = (changes: Record<string, number>) => ({ ...now, sequences: { ...now.sequences, ...changes } })
  return [
    ...ofKind.map((version) => older({ [kind]: version })),
    ...ofBase.flatMap((version) => [older({ [base]: version }), older({ [base]: version, [kind]: 0 })]),
  ]
}

function versionsBelow(sequences: Record<string, number>, sequence: string): number[] {
  const now = sequences[sequence] ?? 0
  return Array.from({ length: now }, (_, index) => now - 1 - index)
}
