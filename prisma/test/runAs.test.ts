import { once } from 'node:events'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownerOf } from '../src/embedded/owner.ts'
import { runAs } from '../src/embedded/runAs.ts'

let closed: string
beforeAll(async () => {
  // Made with mode 0700, like the home of root.
  closed = await mkdtemp(join(tmpdir(), 'lectern-closed-'))
  await copyFile('/bin/sh', join(closed, 'sh'))
})
afterAll(() => rm(closed, { recursive: true, force: true }))

/** Exit code of a script that another user runs with a shell from the closed folder. */
async function run(script: string): Promise<number> {
  const program = join(closed, 'sh')
  const child = runAs({ program, args: ['-c', script, program], owner: ownerOf(closed), reaches: [closed] })
  const [code] = await once(child, 'close')
  return code
}

test('a program starts from a folder that is closed to its user, and finds itself there, as PostgreSQL does', async () => {
  expect(await run('[ -x "$0" ]')).toBe(0)
})

test('it is never root', async () => {
  expect(await run('[ "$(id -u)" != 0 ]')).toBe(0)
})
