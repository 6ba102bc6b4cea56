import { readFileSync } from 'node:fs'
import { generate } from '@graphql-codegen/cli'
import { expect, test } from 'vitest'
import codegenConfig from '../codegen'

test('the generated documents are current; if not, run `npm run codegen -w web`', async () => {
  const files: { filename: string; content: string }[] = await generate({ ...codegenConfig, silent: true }, false)

  expect(files.length).toBeGreaterThan(0)
  for (const { filename, content } of files) expect(readFileSync(filename, 'utf8')).toBe(content)
})
