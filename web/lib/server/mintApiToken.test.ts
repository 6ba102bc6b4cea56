import { API_TOKEN_AUDIENCE, OAUTH_SCOPE, WEB_SERVICE } from '@lectern/protocol'
import { jwtVerify } from 'jose'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Caller } from './Caller'
import { mintApiToken } from './mintApiToken'

const SECRET = 'a secret of this test, long enough'

beforeAll(() => {
  vi.stubEnv('LECTERN_API_SECRET', SECRET)
  vi.stubEnv('LECTERN_AUTH_SECRET', 'another secret of this test, long enough')
  return () => vi.unstubAllEnvs()
})

test('speaks for the person for a minute', async () => {
  const claims = await claimsFor({ userId: 'ada', address: undefined })

  expect(claims).toMatchObject({ sub: 'ada', aud: API_TOKEN_AUDIENCE })
  expect(claims.scope).toBeUndefined()
  expect(claims.exp! - claims.iat!).toBe(60)
})

test('speaks for the web service where nobody is logged in', async () => {
  expect(await claimsFor({ userId: undefined, address: '203.0.113.7' })).toMatchObject({ sub: WEB_SERVICE })
})

test('vouches for a log-in elsewhere only when told to', async () => {
  const claims = await claimsFor({ userId: undefined, address: undefined, vouchesForOAuth: true })

  expect(claims).toMatchObject({ sub: WEB_SERVICE, scope: OAUTH_SCOPE })
})

async function claimsFor(caller: Caller) {
  const { payload } = await jwtVerify(await mintApiToken(caller), new TextEncoder().encode(SECRET))
  return payload
}
