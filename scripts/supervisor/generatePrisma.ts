import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contentHash } from '../support/contentHash.ts'
import { exclusively } from '../support/exclusively.ts'
import { repoRoot } from '../support/repoRoot.ts'
import { run } from '../support/run.ts'
import { step } from '../support/step.ts'

const SOURCES = ['prisma/schema.prisma', 'node_modules/@prisma/client/package.json']
const stamp = join(repoRoot, 'prisma/src/generated/schema.sha256')

/** Generates the database client from the schema if the schema, or Prisma, has changed since. */
export async function generatePrisma(): Promise<void> {
  const wanted = await contentHash(repoRoot, SOURCES, () => false)
  const isCurrent = async () => (await readFile(stamp, 'utf8').catch(() => undefined)) === wanted
  if (await isCurrent()) return
  await exclusively(`prisma client of ${repoRoot}`, async () => {
    if (await isCurrent()) return
    await step('Generating the database client', () =>
      run(process.execPath, [join(repoRoot, 'prisma/scripts/generate.ts')]),
    )
    await writeFile(stamp, wanted)
  })
}
