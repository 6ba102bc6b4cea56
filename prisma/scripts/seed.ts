import { seedDemo } from '../src/seedDemo.ts'

const databaseUrl = process.env.LECTERN_DATABASE_URL
if (!databaseUrl) throw new Error('Set LECTERN_DATABASE_URL to the database that gets the demo school.')

await seedDemo(databaseUrl)
