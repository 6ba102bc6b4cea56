import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { withTemporaryPostgres } from '../src/embedded/withTemporaryPostgres.ts'
import { pendingMigration, SNAPSHOT } from '../src/pendingMigration.ts'
import { MIGRATIONS, SCHEMA } from '../src/schemaEngine.ts'

const { values } = parseArgs({ options: { name: { type: 'string' } } })
const name = values.name?.trim().replace(/[^a-z0-9]+/gi, '_')
if (!name) throw new Error('Say what the migration does: npm run migration -w prisma -- --name add_lessons')

const sql = await withTemporaryPostgres(pendingMigration)
if (sql === null) {
  console.log('schema.prisma and the migrations agree already.')
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = `${MIGRATIONS}/${stamp}_${name}`
  await mkdir(folder)
  await writeFile(`${folder}/migration.sql`, sql)
  await copyFile(SCHEMA, `${folder}/${SNAPSHOT}`)
  console.log(`Wrote ${folder}/migration.sql. Read it, add what the engine cannot know, then commit it.`)
}
