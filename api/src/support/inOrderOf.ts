/** Rows in the order of their keys, null where a key has none: the form in which a DataLoader wants its batch. */
export function inOrderOf<Key, Row>(keys: readonly Key[], rows: Row[], keyOf: (row: Row) => Key): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  return keys.map((key) => byKey.get(key) ?? null)
}
