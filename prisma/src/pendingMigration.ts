import { existsSync, readFileSync } from 'node:fs'
import type { DiffTarget } from '@prisma/schema-engine-wasm'
import { MIGRATIONS, migrationList, NO_FILTER, SCHEMA, withSchemaEngine } from './schemaEngine.ts'

/** Copy of schema.prisma that stands beside each migration: what the database looks like once it has been applied. */
export const SNAPSHOT = 'schema.prisma'

const datamodel = (path: string): DiffTarget => ({
  tag: 'schemaDatamodel',
  files: [{ path, content: readFileSync(path, 'utf8') }],
})

async function lastSnapshot(): Promise<DiffTarget> {
  const { migrationDirectories } = await migrationList()
  const last = migrationDirectories.at(-1)
  if (!last) return { tag: 'empty' }
  const path = `${MIGRATIONS}/${last.path}/${SNAPSHOT}`
  if (!existsSync(path)) throw new Error(`${path} is missing: each migration keeps the schema it leads to.`)
  return datamodel(path)
}

/**
 * SQL that leads from the committed migrations to schema.prisma; null where they agree.
 *
 * @param databaseUrl any PostgreSQL: the engine asks its version and leaves it as it is
 */
export async function pendingMigration(databaseUrl: string): Promise<string | null> {
  const from = await lastSnapshot()
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { stdout, exitCode } = await engine.diff({
      from,
      to: datamodel(SCHEMA),
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    })
    return exitCode === 2 ? stdout : null
  })
}
