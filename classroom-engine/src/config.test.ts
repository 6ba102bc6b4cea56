import { describe, expect, test } from 'vitest'
import { ENGINE_KEYS, readEngineConfig } from './config.ts'

const secret = 'a secret of this test, long enough'
const linkSecret = 'a secret of links in this test, long enough'

describe('settings of the engine', () => {
  test('a join secret is enough', () => {
    expect(readEngineConfig({ LECTERN_JOIN_SECRET: secret })).toMatchObject({
      port: 4100,
      stepMs: 16,
      idleMs: 60_000,
      presenceGraceMs: 10_000,
      dataDir: '.lectern/engine',
      origins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
      webhooks: undefined,
      sfu: undefined,
      cluster: undefined,
      store: { folder: '.lectern/store' },
    })
  })

  test('recordings are kept in a bucket where one is named', () => {
    const own = { LECTERN_JOIN_SECRET: secret, LECTERN_STORE_S3_BUCKET: 'classes' }
    expect(readEngineConfig(own).store).toMatchObject({ s3: { bucket: 'classes', endpoint: undefined } })
  })

  test('with Redis, engines share rooms', () => {
    const own = {
      LECTERN_JOIN_SECRET: secret,
      LECTERN_REDIS_URL: 'redis://127.0.0.1:4379',
      LECTERN_CLUSTER_SECRET: linkSecret,
      LECTERN_ENGINE_INTERNAL_PORT: '4111',
    }
    const cluster = { redisUrl: 'redis://127.0.0.1:4379', secret: linkSecret, host: '127.0.0.1', port: 4111 }
    expect(readEngineConfig(own).cluster).toEqual({ ...cluster, url: 'http://127.0.0.1:4111' })
    const named = { ...own, LECTERN_ENGINE_INTERNAL_URL: 'http://10.0.0.7:4111' }
    expect(readEngineConfig(named).cluster?.url).toBe('http://10.0.0.7:4111')
  })

  test('pages of the web app may connect, or those that are named', () => {
    const own = { LECTERN_JOIN_SECRET: secret, LECTERN_PUBLIC_WEB_URL: 'https://school.test/start' }
    expect(readEngineConfig(own).origins).toContain('https://school.test')
    const named = readEngineConfig({ ...own, LECTERN_ENGINE_ORIGINS: 'https://a.test, https://b.test:8443/' })
    expect(named.origins).toEqual(['https://a.test', 'https://b.test:8443'])
  })

  test.each([
    ['LECTERN_JOIN_SECRET', {}],
    ['LECTERN_JOIN_SECRET', { LECTERN_JOIN_SECRET: 'short' }],
    ['LECTERN_ENGINE_TICK', { LECTERN_JOIN_SECRET: secret, LECTERN_ENGINE_TICK: '5' }],
    ['LECTERN_ENGINE_STEP_MS', { LECTERN_JOIN_SECRET: secret, LECTERN_ENGINE_STEP_MS: 'soon' }],
    ['LECTERN_ENGINE_ORIGINS', { LECTERN_JOIN_SECRET: secret, LECTERN_ENGINE_ORIGINS: 'everywhere' }],
    ['LECTERN_CLUSTER_SECRET', { LECTERN_JOIN_SECRET: secret, LECTERN_REDIS_URL: 'redis://127.0.0.1' }],
    ['LECTERN_WEBHOOK_SECRET', { LECTERN_JOIN_SECRET: secret, LECTERN_ENGINE_WEBHOOK_URL: 'http://a.test' }],
  ])('%s is named when it is at fault', (key, env) => {
    expect(() => readEngineConfig(env)).toThrow(expect.objectContaining({ key }))
  })
})

const SECRETS = Object.keys(ENGINE_KEYS).filter((key) => key.endsWith('_SECRET'))

test.each(
  SECRETS.flatMap((key) =>
    ['short', 'x'.repeat(64), 'change-me-change-me-change-me-please'].map((weak) => [key, weak]),
  ),
)('%s is refused outside the demo where it is %s', (key, weak) => {
  const strong = Object.fromEntries(SECRETS.map((each) => [each, `${each} has one of its own`]))
  expect(() => readEngineConfig({ ...strong, [key!]: weak })).toThrow(expect.objectContaining({ key }))
})
