import { ConfigError } from '@lectern/protocol/config'
import { expect, test } from 'vitest'
import { muxSettings } from './videoSettings.ts'

const ALL = {
  LECTERN_API_MUX_TOKEN_ID: 'id',
  LECTERN_API_MUX_TOKEN_SECRET: 'secret',
  LECTERN_API_MUX_WEBHOOK_SECRET: 'webhook',
  LECTERN_API_MUX_SIGNING_KEY: 'key',
  LECTERN_API_MUX_SIGNING_PRIVATE_KEY: 'private',
}
const LECTERN_API_MUX_URL = 'https://api.mux.com'

test('without keys there is no Mux', () => {
  const none = Object.fromEntries(Object.keys(ALL).map((key) => [key, undefined])) as never
  expect(muxSettings(Object.assign({}, none, { LECTERN_API_MUX_URL }))).toBeNull()
})

test('with all keys there is', () => {
  expect(muxSettings({ ...ALL, LECTERN_API_MUX_URL })).toEqual({
    tokenId: 'id',
    tokenSecret: 'secret',
    webhookSecret: 'webhook',
    signingKey: 'key',
    signingPrivateKey: 'private',
    url: LECTERN_API_MUX_URL,
  })
})

test.each(Object.keys(ALL))('without %s alone the start stops and says so', (missing) => {
  const read = () => muxSettings({ ...ALL, [missing]: undefined, LECTERN_API_MUX_URL })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(new RegExp(`^${missing}: is needed beside`))
})
