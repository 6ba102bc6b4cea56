import { expect, test } from 'vitest'
import { API_KEYS, readApiConfig } from './config.ts'

const needed = {
  LECTERN_DATABASE_URL: 'postgresql://127.0.0.1/lectern',
  LECTERN_JOIN_SECRET: 'a join secret of this test, long enough',
  LECTERN_API_SECRET: 'an api secret of this test, long enough',
  LECTERN_WEBHOOK_SECRET: 'a webhook secret of this test, long enough',
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

const SECRETS = Object.keys(API_KEYS).filter((key) => key.endsWith('_SECRET'))

test.each(
  SECRETS.flatMap((key) =>
    ['short', 'x'.repeat(64), 'change-me-change-me-change-me-please'].map((weak) => [key, weak]),
  ),
)('%s is refused outside the demo where it is %s', (key, weak) => {
  const strong = Object.fromEntries(SECRETS.map((each) => [each, `${each} has one of its own`]))
  expect(() => readApiConfig({ ...needed, ...strong, [key!]: weak })).toThrow(expect.objectContaining({ key }))
})
