import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generate } from '@graphql-codegen/cli'
import { expect, test } from 'vitest'
import codegen from '../codegen.ts'
import { printedSchema } from './printedSchema.ts'

const AGAIN = 'npm run generate -w api'

test('api/schema.graphql is the printed schema', () => {
  const committed = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8')
  expect(committed === printedSchema(), `run ${AGAIN}`).toBe(true)
})

test('the resolver types fit the schema', async () => {
  const files = (await generate(
    { ...codegen, cwd: fileURLToPath(new URL('..', import.meta.url)), silent: true },
    false,
  )) as {
    filename: string
    content: string
  }[]
  const committed = readFileSync(new URL('./generated/resolvers.ts', import.meta.url), 'utf8')
  expect(
    files.map(({ content }) => content === committed),
    `run ${AGAIN}`,
  ).toEqual([true])
})
