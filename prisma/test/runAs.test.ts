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

/** What a script of Node prints when it runs as the owner of the database. */
async function run(script: string): Promise<string> {
  const file = join(closed, 'sh')
  const args = ['-e', `process.stderr.write(String(${script}))`, file]
  const child = runAs({ program: process.execPath, args, owner: ownerOf(closed), reaches: [file] })
  let said = ''
  child.stderr?.on('data', (chunk) => (said += chunk))
  await once(child, 'close')
  return said
}

// PostgreSQL asks access(2) about its own programs, which looks at rights in another way than opening a file does.
test('a program reaches what lies in a folder that is closed to its user', async () => {
  expect(await run(`fs.accessSync(process.argv[1], fs.constants.X_OK)`)).toBe('undefined')
})

test('it is never root', async () => {
  expect(Number(await run('process.getuid()'))).toBeGreaterThan(0)
})
