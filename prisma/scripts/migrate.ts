import { migrate } from '../src/migrate.ts'

const databaseUrl = process.env.LECTERN_DATABASE_URL
if (!databaseUrl) throw new Error('Set LECTERN_DATABASE_URL to the database to migrate.')

const applied = await migrate(databaseUrl)
console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
