import { writeFileSync } from 'node:fs'
import { printedSchema } from '../src/printedSchema.ts'

writeFileSync(new URL('../schema.graphql', import.meta.url), printedSchema())
