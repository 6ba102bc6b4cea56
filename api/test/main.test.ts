import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type School, SECRETS, startSchool } from './support/startSchool.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
let school: School
const children: ChildProcess[] = []

beforeAll(async () => {
  school = await startSchool()
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await school.stop()
})

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      LECTERN_API_PORT: '0',
      LECTERN_DATABASE_URL: school.config.LECTERN_DATABASE_URL,
      ...SECRETS,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const lines: Record<string, unknown>[] = []
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean)) lines.push(JSON.parse(line))
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  return { child, lines, errors: () => errors }
}

async function listening({ child, lines }: ReturnType<typeof start>): Promise<string> {
  let entry = lines.find(({ msg }) => msg === 'listening')
  while (!entry) {
    await once(child.stdout!, 'data')
    entry = lines.find(({ msg }) => msg === 'listening')
  }
  return `http://127.0.0.1:${entry.port}`
}

test('runs by itself, and stops cleanly when it is told to', async () => {
  const api = start({})
  const url = await listening(api)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  api.child.kill('SIGTERM')
  const [code] = await once(api.child, 'close')
  expect(code).toBe(0)
  expect(api.lines.at(-1)).toMatchObject({ name: 'api', msg: 'stopped' })
  expect(api.errors()).toBe('')
})

test.each([
  ['LECTERN_API_PROT', { LECTERN_API_PROT: '1' }],
  ['LECTERN_JOIN_SECRET', { LECTERN_JOIN_SECRET: 'short' }],
])('does not start with %s at fault, and says so in one line', async (key, env) => {
  const api = start(env as Record<string, string>)
  const [code] = await once(api.child, 'close')
  expect(code).toBe(1)
  expect(api.errors().trim().split('\n')).toEqual([expect.stringContaining(key)])
})

test('does not start on a port that is taken', async () => {
  const api = start({ LECTERN_API_PORT: new URL(school.url).port })
  const [code] = await once(api.child, 'close')
  expect(code).toBe(1)
  expect(api.lines.at(-1)).toMatchObject({ level: 60, msg: expect.stringContaining('cannot listen on 127.0.0.1:') })
})
