import type { z } from 'zod'

export type KeyTable = Record<string, z.ZodType>

/** A Markdown table of every setting of some services: name, who reads it, default, meaning. */
export function settingsTable(services: Record<string, KeyTable>): string {
  const readers = new Map<string, string[]>()
  const schemas = new Map<string, z.ZodType>()
  for (const [service, keys] of Object.entries(services)) {
    for (const [key, schema] of Object.entries(keys)) {
      readers.set(key, [...(readers.get(key) ?? []), service])
      if (!schemas.get(key)?.description) schemas.set(key, schema)
    }
  }
  const rows = [...schemas].sort(byReaders(readers)).map(([key, schema]) => {
    return `| \`${key}\` | ${readers.get(key)!.join(', ')} | ${defaultOf(schema)} | ${meaningOf(schema)} |`
  })
  return ['| setting | read by | default | meaning |', '|---|---|---|---|', ...rows].join('\n')
}

/** What several services share comes first, the rest in the order in which the services list it. */
function byReaders(readers: Map<string, string[]>) {
  const shared = (key: string) => !/^LECTERN_(WEB|API|ENGINE|SFU)_/.test(key) || readers.get(key)!.length > 1
  return ([a]: [string, unknown], [b]: [string, unknown]) => Number(shared(b)) - Number(shared(a))
}

function defaultOf(schema: z.ZodType): string {
  const { success, data } = schema.safeParse(undefined)
  if (!success) return '**required**'
  if (data === undefined || data === '' || (Array.isArray(data) && data.length === 0)) return '—'
  return `\`${String(data)}\``
}

function meaningOf(schema: z.ZodType): string {
  const inner = (schema as { unwrap?: () => z.ZodType }).unwrap
  const meaning = schema.description ?? inner?.call(schema).description ?? ''
  return meaning.replaceAll('|', '\\|')
}
