import { expect, test } from 'vitest'
import { readWebConfig, WEB_KEYS } from './config'

const GIVEN = {
  LECTERN_API_SECRET: 'a secret of this test, long enough',
  LECTERN_AUTH_SECRET: 'another secret of this test, long enough',
}

test('has defaults for everything but the secrets', () => {
  expect(readWebConfig(GIVEN)).toMatchObject({
    LECTERN_WEB_HOST: '127.0.0.1',
    LECTERN_WEB_PORT: 3000,
    LECTERN_WEB_PROXIES: 0,
    LECTERN_PUBLIC_WEB_URL: 'http://localhost:3000',
    LECTERN_WEB_UI_PAGE: false,
  })
})

test.each([
  ['LECTERN_WEB_PORTT', '3000'],
  ['LECTERN_WEB_PORT', 'three'],
  ['LECTERN_WEB_PROXIES', '-1'],
  ['LECTERN_PUBLIC_WEB_URL', 'localhost'],
  ['LECTERN_AUTH_SECRET', 'short'],
])('%s=%s is refused by its name', (key, value) => {
  expect(() => readWebConfig({ ...GIVEN, [key]: value })).toThrow(key)
})

const SECRETS = Object.keys(WEB_KEYS).filter((key) => key.endsWith('_SECRET'))

test.each(
  SECRETS.flatMap((key) =>
    ['short', 'x'.repeat(64), 'change-me-change-me-change-me-please'].map((weak) => [key, weak]),
  ),
)('%s is refused outside the demo where it is %s', (key, weak) => {
  const strong = Object.fromEntries(SECRETS.map((each) => [each, `${each} has one of its own`]))
  expect(() => readWebConfig({ ...GIVEN, ...strong, [key!]: weak })).toThrow(expect.objectContaining({ key }))
})
