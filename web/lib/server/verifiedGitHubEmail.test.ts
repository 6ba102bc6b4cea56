import { beforeAll, expect, test, vi } from 'vitest'
import { verifiedGitHubEmail } from './verifiedGitHubEmail'

const primary = { email: 'ada@example.org', primary: true, verified: true }

beforeAll(() => {
  vi.stubEnv('LECTERN_LOG_LEVEL', 'silent')
  vi.stubEnv('LECTERN_API_SECRET', 'a secret of this test, long enough')
  vi.stubEnv('LECTERN_AUTH_SECRET', 'another secret of this test, long enough')
  return () => vi.unstubAllEnvs()
})

test('is the primary address, asked with the token of the log-in', async () => {
  const fetch = answer([{ ...primary, email: 'old@example.org', primary: false }, primary])

  expect(await verifiedGitHubEmail('token')).toBe('ada@example.org')
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ headers: { Authorization: 'Bearer token' } })
})

test.each([
  ['one that GitHub has not verified', [{ ...primary, verified: false }]],
  ['none at all', []],
  ['a refusal', { message: 'Bad credentials' }],
])('%s gives no address', async (_, body) => {
  answer(body)

  expect(await verifiedGitHubEmail('token')).toBeUndefined()
})

function answer(body: unknown) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json(body))
  vi.stubGlobal('fetch', fetch)
  return fetch
}
