import { JoinClaims } from '@lectern/protocol'
import { jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { mintToken } from './mintToken.ts'
import { readTokenRequest } from './readTokenRequest.ts'

const secret = 'a secret of at least thirty-two characters'
const person = { room: 'physics', name: 'Grace', role: 'instructor', sub: 'grace' } as const

test('a token is what a JWT library and the protocol take it for', async () => {
  const token = mintToken({ ...person, ttl: 60, grants: ['draw'] }, secret)
  const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), { algorithms: ['HS256'] })
  const { exp, iat, ...claims } = JoinClaims.parse(payload)
  expect(claims).toEqual({ ...person, grants: ['draw'] })
  expect(exp - iat!).toBe(60)
})

test('what does not fit the protocol is refused by name', () => {
  expect(() => mintToken({ ...person, room: 'no spaces' }, secret)).toThrow(/^The token's room does not fit: /)
  expect(() => mintToken({ ...person, ttl: 90_000 }, secret)).toThrow('A token is good for 86400 seconds at most.')
})

test('the command line becomes a request', () => {
  const args = '--room physics --name Grace --role student --sub g --ttl 5 --grant draw --grant speak --data /d'.split(
    ' ',
  )
  expect(readTokenRequest(args, {})).toEqual({
    request: { room: 'physics', name: 'Grace', role: 'student', sub: 'g', ttl: 5, grants: ['draw', 'speak'] },
    dataDir: '/d',
  })
})

test('a wrong command line is answered with one sentence', () => {
  expect(() => readTokenRequest(['--room', 'r'], {})).toThrow('--name is missing: see npm run token -- --help.')
  expect(() => readTokenRequest(['--rom', 'r'], {})).toThrow("Unknown option '--rom': see npm run token -- --help.")
  const ttl = '--room r --name n --role student --ttl soon'.split(' ')
  expect(() => readTokenRequest(ttl, {})).toThrow('--ttl is "soon": give whole seconds.')
})
