import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classroom, person } from './support/people.ts'
import { outcomeOf, type School, startSchool } from './support/startSchool.ts'

let school: School

beforeAll(async () => {
  school = await startSchool({ LECTERN_PUBLIC_WEB_URL: 'https://school.example.org' })
})

afterAll(() => school.stop())

const get = (path: string, init: RequestInit = {}) => fetch(`${school.url}${path}`, init)
const json = { 'content-type': 'application/json' }
const post = (body: unknown, headers: Record<string, string> = json) =>
  get('/graphql', { method: 'POST', headers, body: JSON.stringify(body) })
const codesOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
  return { status: response.status, codes: errors.map(({ extensions }) => extensions.code) }
}

describe('limits of a request', () => {
  test.each([
    [
      'too deep',
      `{ course(slug: "x") { ${'liveSession { course { '.repeat(5)} id ${'} }'.repeat(5)} } }`,
      'levels deep',
    ],
    [
      'too many aliases',
      `{ ${Array.from({ length: 5 }, (_, i) => `a${i}: course(slug: "x") { ${['b', 'c', 'd', 'e'].map((b) => `${b}: id`)} }`).join(' ')} }`,
      'aliases',
    ],
    ['too many things', `{ ${'me { id } '.repeat(11)} }`, 'more than 10 things'],
    [
      'too costly',
      '{ courses(first: 50) { nodes { sessions { id title startsAt endedAt state } } } }',
      'Ask for smaller pages',
    ],
  ])('%s', async (_what, document, message) => {
    const answer = await school.ask(document)
    expect(answer.status).toBe(400)
    expect(answer.errors[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_REQUEST' },
    })
  })

  test('cost counts what variables say', async () => {
    const document = 'query ($n: Int) { courses(first: $n) { nodes { sessions { id title startsAt endedAt state } } } }'
    expect(outcomeOf(await school.ask(document, { n: 50 }))).toBe('BAD_REQUEST')
    expect(outcomeOf(await school.ask(document, { n: 10 }))).toBe('ok')
  })

  test('too large', async () => {
    expect(await codesOf(await post({ query: `{ me { id } } # ${'x'.repeat(103_000)}` }))).toEqual({
      status: 413,
      codes: ['TOO_LARGE'],
    })
  })

  test('no JSON', async () => {
    const response = await get('/graphql', { method: 'POST', headers: json, body: '{' })
    expect(await codesOf(response)).toEqual({ status: 400, codes: ['BAD_REQUEST'] })
  })

  test('several requests in one', async () => {
    expect(await codesOf(await post([{ query: '{ me { id } }' }, { query: '{ me { id } }' }]))).toEqual({
      status: 400,
      codes: ['BAD_REQUEST'],
    })
  })

  test('a form of another site cannot send one', async () => {
    const simple = await post({ query: '{ me { id } }' }, { 'content-type': 'text/plain' })
    expect(simple.status).toBe(400)
    const byAddress = await get(`/graphql?query=${encodeURIComponent('{ me { id } }')}`)
    expect(byAddress.status).toBe(400)
  })

  test('the schema is not told, and no names are suggested', async () => {
    expect(outcomeOf(await school.ask('{ __schema { types { name } } }'))).toBe('BAD_REQUEST')
    const { errors } = await school.ask('{ courss { totalCount } }')
    expect(errors[0]?.message).not.toContain('Did you mean')
  })
})

describe('errors', () => {
  test('variables that do not fit are named', async () => {
    const { errors } = await school.ask('query ($n: Int) { courses(first: $n) { totalCount } }', { n: 'many' })
    expect(errors[0]).toMatchObject({ message: expect.stringContaining('$n'), extensions: { code: 'BAD_REQUEST' } })
  })

  test('a time that is none is explained', async () => {
    const { instructor, course } = await classroom(school)
    const input = { courseSlug: course.slug, title: 'T', startsAt: 'tomorrow' }
    const document = 'mutation ($input: ScheduleSessionInput!) { scheduleSession(input: $input) { id } }'
    const { errors } = await school.askAs(instructor, document, { input })
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('A time looks like'),
      extensions: { code: 'BAD_REQUEST' },
    })
  })

  test('an unforeseen one tells the client an id, and the log everything under it', async () => {
    await school.db.$executeRaw`ALTER TABLE courses RENAME TO gone`
    const answer = await school.ask('{ courses { totalCount } }')
    await school.db.$executeRaw`ALTER TABLE gone RENAME TO courses`
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: 'Something went wrong on our side. Nothing you did is lost.',
        extensions: { code: 'INTERNAL', id: expect.any(String) },
      }),
    ])
    const { id } = answer.errors[0]!.extensions
    const entry = school.logged.find((line) => line.includes(`"errorId":"${id}"`))
    expect(entry).toContain('does not exist')
  })

  test('passwords and tokens are not logged', async () => {
    const password = randomUUID()
    const { email } = await person(school)
    const authorization = `Bearer ${randomUUID()}`
    await school.ask('mutation ($e: String!, $p: String!) { logIn(email: $e, password: $p) { token } }', {
      e: email,
      p: password,
    })
    await school.ask('{ me { id } }', {}, { authorization })
    const log = school.logged.join('')
    expect(log).not.toContain(password)
    expect(log).not.toContain(authorization.slice(7))
  })
})

describe('headers', () => {
  test('the web app’s origin may read answers, and no other', async () => {
    const originFor = async (origin: string) => {
      const { headers } = await post({ query: '{ me { id } }' }, { ...json, origin })
      return headers.get('access-control-allow-origin')
    }
    expect(await originFor('https://school.example.org')).toBe('https://school.example.org')
    expect(await originFor('https://evil.example.org')).toBeNull()
    const preflight = await get('/graphql', { method: 'OPTIONS', headers: { origin: 'https://school.example.org' } })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, content-type')
  })

  test('each answer has the request’s id, which is in the log', async () => {
    const given = await post({ query: '{ me { id } }' }, { ...json, 'x-request-id': 'from-the-proxy' })
    expect(given.headers.get('x-request-id')).toBe('from-the-proxy')
    const made = await post({ query: '{ me { id } }' }, { ...json, 'x-request-id': 'two words' })
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    await expect.poll(() => school.logged.some((line) => line.includes('"request":"from-the-proxy"'))).toBe(true)
  })

  test('pages are kept from being framed and from guessing types', async () => {
    const { headers } = await get('/healthz')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-powered-by')).toBeNull()
  })
})

test('what is not there is not found', async () => {
  expect(await codesOf(await get('/admin'))).toEqual({ status: 404, codes: ['NOT_FOUND'] })
})

test('metrics name requests by their field, and not by what the client calls them', async () => {
  await school.ask('query Whatever { courses { totalCount } }')
  await school.ask('mutation Whatever { logIn(email: "a", password: "b") { token } }')
  const text = await (await get('/metrics')).text()
  expect(text).toMatch(/lectern_api_graphql_seconds_count\{operation="query.courses",outcome="ok"\} \d+/)
  expect(text).toMatch(/operation="mutation.logIn",outcome="WRONG_CREDENTIALS"/)
  expect(text).not.toContain('Whatever')
  expect(text).toContain('lectern_api_process_cpu_seconds_total')
})

describe('one address', () => {
  test('may ask only so often in a minute', async () => {
    const strict = await startSchool({ LECTERN_API_REQUESTS_PER_MINUTE: '3' })
    const ask = (address: string) => strict.ask('{ me { id } }', {}, { 'x-forwarded-for': address })
    for (let i = 0; i < 3; i += 1) expect(outcomeOf(await ask('203.0.113.1'))).toBe('ok')
    const refused = await ask('203.0.113.1')
    expect(refused.status).toBe(429)
    expect(refused.errors[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(outcomeOf(await ask('203.0.113.2'))).toBe('ok')
    await strict.stop()
  })

  test('cannot pass for others where its word is not trusted', async () => {
    const strict = await startSchool({ LECTERN_API_REQUESTS_PER_MINUTE: '3', LECTERN_API_TRUST_PROXY: '198.51.100.1' })
    const outcomes: string[] = []
    for (let i = 0; i < 4; i += 1) {
      outcomes.push(outcomeOf(await strict.ask('{ me { id } }', {}, { 'x-forwarded-for': `203.0.113.${i}` })))
    }
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'RATE_LIMITED'])
    await strict.stop()
  })
})

test('demo mode tells the schema', async () => {
  const demo = await startSchool({ LECTERN_DEMO: '1' })
  expect(outcomeOf(await demo.ask('{ __schema { queryType { name } } }'))).toBe('ok')
  await demo.stop()
})

test('without its database the api lives, is not ready, and says so', async () => {
  const alone = await startSchool()
  const status = async (path: string) => (await fetch(`${alone.url}${path}`)).status
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200])
  await alone.stopDatabase()
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])
  expect(outcomeOf(await alone.ask('{ courses { totalCount } }'))).toBe('SCHOOL_UNAVAILABLE')
  await alone.stop()
})
