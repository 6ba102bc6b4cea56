import { once } from 'node:events'
import { chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Owner } from './owner.ts'
import { runAs } from './runAs.ts'

export const SUPERUSER = 'lectern'

async function give(path: string, owner: Owner): Promise<void> {
  if (owner) await chown(path, owner.uid, owner.gid)
}

async function passwordFile(password: string, owner: Owner): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-pg-'))
  const file = join(folder, 'password')
  await writeFile(file, password, { mode: 0o600 })
  await give(file, owner)
  await give(folder, owner)
  return file
}

async function runInitdb(initdb: string, dataDir: string, pwfile: string, owner: Owner): Promise<void> {
  const args = [
    `--pgdata=${dataDir}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${pwfile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  const child = runAs({ program: initdb, args, owner, reaches: [dataDir, pwfile] })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`PostgreSQL could not be set up in ${dataDir}: ${said.trim()}`)
}

/** Makes a PostgreSQL data folder. It appears whole or not at all: a start that was cut off leaves nothing half done. */
export async function createCluster(initdb: string, dataDir: string, password: string, owner: Owner): Promise<void> {
  const unfinished = `${dataDir}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(dirname(dataDir), { recursive: true })
  await mkdir(unfinished, { mode: 0o700 })
  await give(unfinished, owner)
  const pwfile = await passwordFile(password, owner)
  try {
    await runInitdb(initdb, unfinished, pwfile, owner)
    await rename(unfinished, dataDir)
  } finally {
    await rm(dirname(pwfile), { recursive: true, force: true })
  }
}
