import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isDebugToken, mintDebugToken, NodeReport, type NodeReportInput } from '@lectern/protocol'
import { afterEach, expect, test } from 'vitest'
import { person } from './support/people.ts'
import { outcomeOf, type School, startSchool } from './support/startSchool.ts'

const SECRET = 'a secret of the operators, long enough for that'
const DOCUMENT = `{ debug { at
  nodes { service name problem version rooms people workers { name load cpuSeconds } }
  rooms { id title people editsPerSecond engine }
  errors { service node code message } } }`

const closing: (() => unknown)[] = []
let school: School

afterEach(async () => {
  await school.stop()
  for (const close of closing.splice(0)) close()
})

const report = (fields: Partial<NodeReportInput>): NodeReportInput => ({
  service: 'classroom-engine',
  name: 'engine-1',
  version: '1.2.3',
  startedAt: Date.now() - 60_000,
  errors: [],
  ...fields,
})

/** A service that answers those with a token of this minute. */
async function node(answer: (url: string) => unknown): Promise<string> {
  const server = createServer(async ({ headers, url }, response) => {
    const token = headers.authorization?.slice('Bearer '.length) ?? ''
    const isAllowed = url === '/v1/debug' && (await isDebugToken(token, SECRET, Date.now()))
    const body = answer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    if (body === HANGS) return
    response.writeHead(isAllowed ? 200 : 403).end(typeof body === 'string' ? body : JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const HANGS = Symbol('hangs')

async function askAsAdmin() {
  const admin = await person(school, { role: 'ADMIN' })
  const answer = await school.askAs(admin, DOCUMENT)
  expect(answer.errors).toEqual([])
  return answer.data.debug
}

test('what all services tell is put together, engines behind one address each once', async () => {
  const second = await node(() =>
    report({ name: 'engine-2', rooms: [{ id: 'b', title: 'Sets', people: 30, editsPerSecond: 2.5 }] }),
  )
  const first = await node((own) =>
    report({
      rooms: [{ id: 'a', title: 'Knots', people: 3, editsPerSecond: 0 }],
      errors: [{ at: 2, code: 'CONFLICT', message: 'a command failed' }],
      others: [second, own],
    }),
  )
  const sfu = await node(() =>
    report({ service: 'sfu-cluster', name: 'sfu', workers: [{ name: 'worker 0', load: 7, cpuSeconds: 1.5 }] }),
  )
  const web = await node(() =>
    report({ service: 'web', name: 'web', errors: [{ at: 3, code: 'TypeError', message: 'a page or route failed' }] }),
  )
  school = await startSchool({
    LECTERN_DEBUG_SECRET: SECRET,
    LECTERN_ENGINE_URL: first,
    LECTERN_SFU_URL: sfu.replace('http', 'ws'),
    LECTERN_WEB_URL: web,
  })
  const debug = await askAsAdmin()
  expect(debug.nodes).toMatchObject([
    { service: 'api', problem: null, version: '0.1.0' },
    { service: 'web', name: 'web' },
    { service: 'classroom-engine', name: 'engine-1', rooms: 1, people: 3 },
    { service: 'sfu-cluster', workers: [{ name: 'worker 0', load: 7, cpuSeconds: 1.5 }] },
    { service: 'classroom-engine', name: 'engine-2', rooms: 1, people: 30 },
  ])
  expect(debug.rooms).toEqual([
    { id: 'b', title: 'Sets', people: 30, editsPerSecond: 2.5, engine: 'engine-2' },
    { id: 'a', title: 'Knots', people: 3, editsPerSecond: 0, engine: 'engine-1' },
  ])
  expect(debug.errors).toEqual([
    { service: 'web', node: 'web', code: 'TypeError', message: 'a page or route failed' },
    { service: 'classroom-engine', node: 'engine-1', code: 'CONFLICT', message: 'a command failed' },
  ])
})

test('who is away, hangs, or answers in another form has a problem, and the others are told of', async () => {
  const sfu = await node(() => ({ service: 'sfu-cluster' }))
  const web = await node(() => HANGS)
  school = await startSchool({
    LECTERN_DEBUG_SECRET: SECRET,
    LECTERN_ENGINE_URL: 'http://127.0.0.1:1',
    LECTERN_SFU_URL: sfu,
    LECTERN_WEB_URL: web,
  })
  const { nodes, rooms } = await askAsAdmin()
  expect(nodes.map(({ service, problem }: Record<string, string>) => [service, problem])).toEqual([
    ['api', null],
    ['web', 'it does not answer'],
    ['classroom-engine', 'it does not answer'],
    ['sfu-cluster', 'it answers in another form'],
  ])
  expect(rooms).toEqual([])
})

test('two secrets, or none, are told as such', async () => {
  const engine = await node(() => report({}))
  school = await startSchool({
    LECTERN_DEBUG_SECRET: 'another secret of the operators, long',
    LECTERN_ENGINE_URL: engine,
  })
  expect((await askAsAdmin()).nodes[2]).toMatchObject({ problem: 'it answers with status 403', rooms: 0 })
  await school.stop()
  school = await startSchool({ LECTERN_ENGINE_URL: engine })
  expect((await askAsAdmin()).nodes[2].problem).toContain('LECTERN_DEBUG_SECRET is not set')
})

test('the api tells of itself to whoever has a token of this minute, and of nobody in its errors', async () => {
  school = await startSchool({ LECTERN_DEBUG_SECRET: SECRET })
  const ask = (token: string) => fetch(`${school.url}/v1/debug`, { headers: { authorization: `Bearer ${token}` } })
  for (const token of ['', SECRET, await mintDebugToken(SECRET, Date.now() - 120_000)]) {
    expect((await ask(token)).status).toBe(403)
  }
  await school.db.$executeRaw`ALTER TABLE courses RENAME TO gone`
  expect(outcomeOf(await school.ask('{ courses { totalCount } }'))).toBe('INTERNAL')
  const told = NodeReport.parse(await (await ask(await mintDebugToken(SECRET, Date.now()))).json())
  expect(told.service).toBe('api')
  expect(told.errors).toMatchObject([{ message: 'unexpected error', code: expect.stringMatching(/^\w+$/) }])
})
