import { createConnection } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type School, startSchool } from './support/startSchool.ts'

/** What one hostile request may take, ms. Far above what it does take (tens of ms, which are printed), for loaded machines; what grows without measure takes minutes. */
const BOUND_MS = 10_000

let school: School

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

const repeat = (times: number, part: (index: number) => string) =>
  Array.from({ length: times }, (_, i) => part(i)).join(' ')
const nested = (levels: number, open: string, inside: string, close: string) =>
  open.repeat(levels) + inside + close.repeat(levels)
/** Fragments of which each spreads the next one twice: `levels` of them stand for 2^levels fields. */
const doubling = (levels: number) =>
  `{ ...f0 } ${repeat(levels, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f${levels} on Query { me { id } }`
const doublingInside = (levels: number) =>
  `{ course(slug: "x") { ...f0 } } ${repeat(levels, (i) => `fragment f${i} on Course { ...f${i + 1} instructor { id } ...f${i + 1} }`)} fragment f${levels} on Course { id }`

const DOCUMENTS: [what: string, document: string][] = [
  ['10,000 aliases', `{ ${repeat(10_000, (i) => `a${i}: me { id }`)} }`],
  ['100 aliases of a costly field', `{ ${repeat(100, (i) => `a${i}: courses(first: 50) { totalCount }`)} }`],
  [
    'a log-in tried 100 times',
    `mutation { ${repeat(100, (i) => `a${i}: logIn(email: "a", password: "${i}") { token }`)} }`,
  ],
  ['30,000 times one field', `{ me { ${repeat(30_000, () => 'id')} } }`],
  ['900 times one field with a selection', `{ ${repeat(900, () => 'me{id}')} }`],
  ['nesting that overflows a stack', `{ ${nested(15_000, 'a{', 'b', '}')} }`],
  ['lists that overflow a stack', `{ courses(search: ${nested(40_000, '[', '1', ']')}) { totalCount } }`],
  ['objects that overflow a stack', `mutation { createCourse(input: ${nested(15_000, '{a:', '1', '}')}) { id } }`],
  ['types that overflow a stack', `query ($a: ${nested(40_000, '[', 'Int', ']')}) { me { id } }`],
  ['a circle of fragments', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
  ['a fragment in itself', '{ me { ...a } } fragment a on User { ...a }'],
  [
    'a circle of fragments under fields',
    '{ course(slug: "x") { ...a } } fragment a on Course { liveSession { course { ...a } } }',
  ],
  ['2^30 fields by fragments', doubling(30)],
  ['2^60 fields by fragments inside a course', doublingInside(60)],
  ['2,000 unused fragments', `{ me { id } } ${repeat(2000, (i) => `fragment f${i} on User { id }`)}`],
  ['5,000 directives', `{ me ${'@skip(if: true) '.repeat(5000)} { id } }`],
  ['5,000 unknown directives', `{ me ${repeat(5000, (i) => `@d${i}`)} { id } }`],
  ['5,000 variables', `query (${repeat(5000, (i) => `$v${i}: Int`)}) { me { id } }`],
  ['1,000 operations', repeat(1000, (i) => `query q${i} { me { id } }`)],
  ['a conflict in 400 fields', `{ me { ${repeat(400, (i) => `a: ${i % 2 ? 'id' : 'name'}`)} } }`],
  ['a string that never ends', `{ courses(search: "${'x'.repeat(50_000)}`],
  ['a block string of escapes', `{ courses(search: """${'\\"""'.repeat(10_000)}""") { totalCount } }`],
  ['a number without end', `{ courses(first: ${'9'.repeat(50_000)}) { totalCount } }`],
  ['nothing', ''],
  ['only comments', '#'.repeat(50_000)],
  ['a subscription', 'subscription { me { id } }'],
  ['the schema', '{ __schema { types { name fields { name } } } }'],
  ['the schema by a fragment', '{ ...s } fragment s on Query { __schema { queryType { name } } }'],
  ['a type', '{ __type(name: "User") { fields { name } } }'],
]

interface Told {
  errors: { message: string; extensions: { code: string } }[]
}

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await fetch(`${school.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** Every refusal has a code of the table and a sentence, and tells nothing of what is inside. */
function expectRefusal(body: string, code: string): void {
  const { errors } = JSON.parse(body) as Told
  expect(errors.length).toBeGreaterThan(0)
  for (const { extensions } of errors) expect(extensions.code).toBe(code)
  expect(body).not.toMatch(/node_modules|\.ts:\d|stacktrace|\bat [A-Z]\w+\.|RangeError|Did you mean/)
}

describe('documents', () => {
  test.each(DOCUMENTS)('%s', async (what, document) => {
    const started = performance.now()
    const { status, body } = await post(JSON.stringify({ query: document }))
    const took = performance.now() - started
    console.info(`${what}: refused after ${took.toFixed(0)} ms`)
    expect([200, 400, 413]).toContain(status)
    expectRefusal(body, status === 413 ? 'TOO_LARGE' : 'BAD_REQUEST')
    expect(took).toBeLessThan(BOUND_MS)
  })

  test('names are not suggested, of fields, arguments, types, enums or inputs', async () => {
    const near = [
      '{ cours(slug: "x") { id } }',
      '{ course(slag: "x") { id } }',
      '{ course(slug: "x") { titel } }',
      'query ($i: SignUpInpt!) { me { id } }',
      'mutation { setRole(userId: "x", role: ADMN) { id } }',
      'mutation { createCourse(input: { titel: "T", summary: "S", description: "D" }) { id } }',
      '{ me { ... on Usr { id } } }',
    ]
    for (const document of near) expectRefusal((await post(JSON.stringify({ query: document }))).body, 'BAD_REQUEST')
  })
})

describe('bodies', () => {
  const query = '{ me { id } }'
  test.each([
    ['1 MB', JSON.stringify({ query: `${query} # ${'x'.repeat(1 << 20)}` }), {}, 413],
    ['20 MB of zeros, packed', gzipSync(Buffer.alloc(20 << 20)), { 'content-encoding': 'gzip' }, 413],
    ['a packing that is none', Buffer.from('gzip?'), { 'content-encoding': 'gzip' }, 400],
    ['a packing that nobody knows', JSON.stringify({ query }), { 'content-encoding': 'rot13' }, 400],
    [
      'an encoding that nobody knows',
      JSON.stringify({ query }),
      { 'content-type': 'application/json; charset=x' },
      400,
    ],
    ['several in one', JSON.stringify([{ query }, { query }]), {}, 400],
    ['an empty list', '[]', {}, 400],
    ['null', 'null', {}, 400],
    ['a number', '1', {}, 400],
    ['nothing', '', {}, 400],
    ['half an object', '{"query":', {}, 400],
    ['no query', '{}', {}, 400],
    ['a query that is a list', JSON.stringify({ query: [query] }), {}, 400],
    ['variables that are text', JSON.stringify({ query, variables: 'x' }), {}, 400],
    ['extensions that are text', JSON.stringify({ query, extensions: 'x' }), {}, 400],
    ['variables nested 20,000 deep', `{"query":"${query}","variables":{"a":${nested(20_000, '[', '', ']')}}}`, {}, 200],
    [
      'variables that mean prototypes',
      `{"query":"${query}","variables":{"__proto__":{"id":1},"constructor":1}}`,
      {},
      200,
    ],
    ['a form', 'query=%7Bme%7Bid%7D%7D', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['a form with files', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
    ['plain text', JSON.stringify({ query }), { 'content-type': 'text/plain' }, 400],
    ['a query as it is', query, { 'content-type': 'application/graphql' }, 400],
  ])('%s', async (_what, body, headers, expected) => {
    const answer = await post(body, headers as Record<string, string>)
    expect(answer.status).toBe(expected)
    if (expected === 200) expect(JSON.parse(answer.body)).toEqual({ data: { me: null } })
    else expectRefusal(answer.body, expected === 413 ? 'TOO_LARGE' : 'BAD_REQUEST')
    expect(Object.prototype).not.toHaveProperty('id')
  })

  test('a query that is said to be stored here', async () => {
    const stored = { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }
    expectRefusal((await post(JSON.stringify(stored))).body, 'BAD_REQUEST')
  })

  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])('%s does nothing, with whatever headers', async (method) => {
    const mutation = 'mutation{logIn(email:"a",password:"b"){token}}'
    for (const headers of [{}, { 'apollo-require-preflight': '1' }, { 'content-type': 'application/json' }]) {
      const response = await fetch(`${school.url}/graphql?query=${encodeURIComponent(mutation)}`, {
        method,
        headers: headers as Record<string, string>,
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(await response.text()).not.toContain('WRONG_CREDENTIALS')
    }
  })

  test('one that says it is short and is not, one without an end, and heads that are too long', async () => {
    const send = async (head: string) => {
      const socket = createConnection(Number(new URL(school.url).port), '127.0.0.1')
      let answer = ''
      socket.on('data', (data) => {
        answer += data
      })
      // Whoever is refused in the middle of a request may be cut off as well.
      socket.on('error', () => undefined)
      socket.write(head)
      await new Promise((resolve) => socket.on('close', resolve))
      return answer.split('\r\n')[0]
    }
    const post = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
    expect(await send(`${post}content-length: 2\r\n\r\n{"query":"{ me { id } }"}`)).toContain('400')
    expect(await send(`${post}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`)).toContain('400')
    expect(await send(`${post}x-long: ${'x'.repeat(100_000)}\r\n\r\n`)).toContain('431')
  })
})

test('others are answered while somebody sends one after the other of these', async () => {
  let isOver = false
  const storm = async () => {
    for (const [, query] of DOCUMENTS) await post(JSON.stringify({ query }))
  }
  const storms = Promise.all([storm(), storm(), storm()]).finally(() => {
    isOver = true
  })
  const times: number[] = []
  while (!isOver) {
    const started = performance.now()
    expect((await school.ask('{ courses { totalCount } }')).errors).toEqual([])
    times.push(performance.now() - started)
  }
  await storms
  times.sort((a, b) => a - b)
  const median = times[times.length >> 1] ?? 0
  console.info(
    `others: ${times.length} answers, median ${median.toFixed(0)} ms, slowest ${times.at(-1)?.toFixed(0)} ms`,
  )
  expect(median).toBeLessThan(BOUND_MS)
})

test.each([
  ['/graphql', 400],
  ['/healthz', 200],
  ['/readyz', 200],
  ['/metrics', 200],
  ['/v1/debug', 403],
  ['/webhooks/engine', 404],
  ['/nothing', 404],
])('%s is protected by its headers', async (path, status) => {
  const response = await fetch(`${school.url}${path}`)
  expect(response.status).toBe(status)
  const { headers } = response
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('strict-transport-security')).toBeNull()
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('server')).toBeNull()
})
