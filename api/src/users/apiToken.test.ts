import { randomUUID } from 'node:crypto'
import { API_TOKEN_AUDIENCE, OAUTH_SCOPE, WEB_SERVICE } from '@lectern/protocol'
import { type JWTPayload, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { mintApiToken, readApiToken } from './apiToken.ts'

const secret = 'a secret that is long enough for everybody'
const userId = randomUUID()
const now = Math.floor(Date.now() / 1000)

function sign(claims: JWTPayload, { alg = 'HS256', by = secret } = {}) {
  return new SignJWT({ aud: API_TOKEN_AUDIENCE, sub: userId, exp: now + 60, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(by))
}

test('a token says whom it was made for, and until when', async () => {
  const { token, expiresAt } = await mintApiToken(userId, secret)
  expect(await readApiToken(token, secret)).toEqual({ userId, vouchesForOAuth: false })
  expect(Math.abs(expiresAt.getTime() / 1000 - now - 3600)).toBeLessThan(5)
})

test('the web service is nobody, and vouches only with the scope for it', async () => {
  const plain = await sign({ sub: WEB_SERVICE })
  const vouching = await sign({ sub: WEB_SERVICE, scope: OAUTH_SCOPE })
  expect(await readApiToken(plain, secret)).toEqual({ userId: null, vouchesForOAuth: false })
  expect(await readApiToken(vouching, secret)).toEqual({ userId: null, vouchesForOAuth: true })
})

test('a person does not vouch, whatever the token claims', async () => {
  const token = await sign({ scope: OAUTH_SCOPE })
  expect(await readApiToken(token, secret)).toEqual({ userId, vouchesForOAuth: false })
})

test.each([
  ['another secret', () => sign({}, { by: 'another secret that is long enough too' })],
  ['another algorithm', () => sign({}, { alg: 'HS512' })],
  ['another audience', () => sign({ aud: 'lectern-engine' })],
  ['no end', () => sign({ exp: undefined })],
  ['an end in the past', () => sign({ exp: now - 1 })],
  ['no subject', () => sign({ sub: undefined })],
  ['a subject that is no id', () => sign({ sub: "' OR 1=1" })],
  ['no signature', async () => `${(await sign({})).split('.').slice(0, 2).join('.')}.`],
  ['not a token', async () => 'nonsense'],
])('refuses %s', async (_what, make) => {
  await expect(readApiToken(await make(), secret)).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' })
})
