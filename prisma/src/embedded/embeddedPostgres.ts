import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { binaries } from './binaries.ts'
import { createCluster, SUPERUSER } from './createCluster.ts'
import { freePort } from './freePort.ts'
import { clearLeftover } from './leftover.ts'
import { ownerOf } from './owner.ts'
import { runAs } from './runAs.ts'

const MAJOR_VERSION = '18'
const DATABASE = 'lectern'
const STOP_MS = 15_000

export interface EmbeddedPostgresOptions {
  /** Made on first use. */
  dataDir: string
  /** Of 127.0.0.1; any free one where it is left out. */
  port?: number
  /** Of the database's only user. Must stay the same for one `dataDir`. */
  password: string
  /** False gives up safety against power cuts for speed. Default true. */
  durable?: boolean
  /** Called with each line that PostgreSQL logs. */
  onLog?: (line: string) => void
}

export interface EmbeddedPostgres {
  /** Address of the database `lectern`. */
  url: string
  pid: number
  /** Settles when the server has ended, whoever ended it. */
  ended: Promise<void>
  /** Ends open transactions, then the server. */
  stop(): Promise<void>
}

/** Resolves once the server takes connections. */
function ready(child: ChildProcess, onLog: (line: string) => void): Promise<void> {
  const lines: string[] = []
  return new Promise((resolveReady, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        onLog(line)
        lines.push(line)
        if (lines.length > 20) lines.shift()
        if (line.includes('ready to accept connections')) resolveReady()
      }
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(reasonOfFailure(lines))))
  })
}

function reasonOfFailure(lines: string[]): string {
  const all = lines.join('\n')
  if (all.includes('Address already in use'))
    return 'The port of PostgreSQL is taken by another program. Choose another one.'
  if (all.includes('No space left on device')) return 'The disk is full. Make room, then start again.'
  return `PostgreSQL did not start:\n${all}`
}

async function ensureDatabase(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${serverUrl}/postgres` })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_MS)
  await ended
  clearTimeout(impatience)
}

const settings = (port: number, durable: boolean) => {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`])
}

/** Starts a PostgreSQL of our own, also for root and after a crash. Throws one sentence that says what to do. */
export async function embeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { password, durable = true, onLog = () => {} } = options
  const dataDir = resolve(options.dataDir)
  const { initdb, postgres } = await binaries()
  const owner = ownerOf(dataDir)
  if (!existsSync(dataDir)) await createCluster(initdb, dataDir, password, owner)
  const version = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR_VERSION) {
    throw new Error(
      `${dataDir} was made by PostgreSQL ${version}, this is ${MAJOR_VERSION}. Move it away to start empty.`,
    )
  }
  await clearLeftover(dataDir)

  const port = options.port ?? (await freePort())
  const args = ['-D', dataDir, ...settings(port, durable)]
  const child = runAs({ program: postgres, args, owner, reaches: [dataDir] })
  const ended = once(child, 'exit').then(() => {})
  // A starter that exits without stop() takes the server with it.
  const onExit = () => child.kill('SIGINT')
  process.once('exit', onExit)
  void ended.then(() => process.off('exit', onExit))
  await ready(child, onLog)

  const serverUrl = `postgresql://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}`
  await ensureDatabase(serverUrl).catch(async (error: Error) => {
    await stopServer(child, ended)
    throw error
  })
  return {
    url: `${serverUrl}/${DATABASE}`,
    pid: child.pid as number,
    ended,
    stop: () => stopServer(child, ended),
  }
}
