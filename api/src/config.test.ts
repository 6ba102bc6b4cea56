import { expect, test } from 'vitest'
import { readApiConfig } from './config.ts'

const secret = 'x'.repeat(32)
const needed = {
  LECTERN_DATABASE_URL: 'postgresql://127.0.0.1/lectern',
  LECTERN_JOIN_SECRET: secret,
  LECTERN_API_SECRET: secret,
  LECTERN_WEBHOOK_SECRET: secret,
}

test('has a default for everything but the database and the secrets', () => {
  expect(readApiConfig(needed)).toMatchObject({
    LECTERN_API_PORT: 4000,
    LECTERN_API_HOST: '127.0.0.1',
    LECTERN_API_TRUST_PROXY: 'loopback',
    LECTERN_PUBLIC_ENGINE_URL: 'http://localhost:4100',
    LECTERN_DEMO: false,
  })
})

test.each([
  ['LECTERN_API_PORT', { LECTERN_API_PORT: '70000' }],
  ['LECTERN_API_PROT', { LECTERN_API_PROT: '4000' }],
  ['LECTERN_API_SECRET', { LECTERN_API_SECRET: 'short' }],
  ['LECTERN_DATABASE_URL', { LECTERN_DATABASE_URL: '' }],
])('names %s where it is at fault', (key, env) => {
  expect(() => readApiConfig({ ...needed, ...env })).toThrow(expect.objectContaining({ key }))
})
