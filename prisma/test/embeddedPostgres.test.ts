import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, embeddedPostgres, freePort } from '../src/index.ts'

const password = 'pass word/:@ä'
let folder: string
let dataDir: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-embedded-'))
  dataDir = join(folder, 'nested', 'data')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const started: EmbeddedPostgres[] = []
afterEach(() => Promise.all(started.splice(0).map((server) => server.stop())))

async function start(options: Partial<EmbeddedPostgresOptions> = {}) {
  const server = await embeddedPostgres({ dataDir, password, durable: false, ...options })
  started.push(server)
  return server
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

/** Address of a server whose starter made a table and was killed. */
async function orphan(): Promise<string> {
  const module = new URL('../src/index.ts', import.meta.url).href
  const script = `
    const { embeddedPostgres } = await import(${JSON.stringify(module)})
    const { default: pg } = await import('pg')
    const server = await embeddedPostgres(${JSON.stringify({ dataDir, password })})
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.query('CREATE TABLE orphaned AS SELECT 1 AS one')
    process.stdout.write(server.url)`
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(starter.stdout, 'data')) as [Buffer]
  starter.kill('SIGKILL')
  await once(starter, 'exit')
  return said.toString()
}

test('makes a database in a folder that only its maker may enter, and keeps it over a restart', async () => {
  const first = await start()
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number')
  await first.stop()
  await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')

  const second = await start()
  expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
})

test('asks for its password', async () => {
  const server = await start()
  await expect(query(server.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password authentication')
})

test('the server of a killed starter stops, and the next one takes over its data', async () => {
  const orphanUrl = await orphan()
  const server = await start()
  await expect(query(orphanUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  expect(await query(server.url, 'SELECT one FROM orphaned')).toEqual([{ one: 1 }])
})

test('does not take the data away from a running starter', async () => {
  const server = await start()
  await expect(start()).rejects.toThrow(`in use by a running Lectern (process ${process.pid})`)
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('is not held up by a lock file whose process is another program by now', async () => {
  await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n`)
  const server = await start()
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('says in one sentence that its port is taken', async () => {
  const port = await freePort()
  const squatter = createServer().listen(port, '127.0.0.1')
  await once(squatter, 'listening')
  await expect(start({ port })).rejects.toThrow('The port of PostgreSQL is taken by another program.')
  squatter.close()
})

test('a set-up that was cut off is begun anew', async () => {
  const cutOff = join(folder, 'cut-off')
  await writeFile(`${cutOff}.unfinished`, '')
  await start({ dataDir: cutOff })
  expect(existsSync(`${cutOff}.unfinished`)).toBe(false)
})

test('tells when the server ends without being asked to', async () => {
  const server = await start()
  process.kill(server.pid, 'SIGQUIT')
  await server.ended
  await expect(query(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
})
