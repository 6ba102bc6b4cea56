import pg from 'pg'
import { migrationList, NO_FILTER, withSchemaEngine } from './schemaEngine.ts'

// Any constant will do, as long as nothing else in the database locks the same one.
const MIGRATION_LOCK = 7_021_966

async function locked<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    return await work()
  } finally {
    await client.end()
  }
}

/**
 * Applies the committed migrations that the database does not have yet; several callers at once do it once.
 *
 * @returns names of the migrations applied just now
 * @throws where a migration fails, or was edited after it had been applied
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const migrationsList = await migrationList()
  return locked(databaseUrl, () =>
    withSchemaEngine(databaseUrl, async (engine) => {
      const { editedMigrationNames } = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: NO_FILTER,
      })
      if (editedMigrationNames.length > 0) {
        throw new Error(`Migrations were edited after they had been applied: ${editedMigrationNames.join(', ')}`)
      }
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER })
      return appliedMigrationNames
    }),
  )
}
