import { ConfigError } from '@lectern/protocol/config'
import { expect, test } from 'vitest'
import { readSfuConfig, SFU_KEYS } from './config.ts'

const env = { LECTERN_SFU_SECRET: 'a secret of this test, long enough' }

test('defaults', () => {
  const config = readSfuConfig(env)
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 4200,
    rtcPort: 44_400,
    codecs: ['H264', 'VP8', 'VP9', 'AV1'],
    store: { folder: '.lectern/store' },
  })
  expect(config.workers).toBeGreaterThan(0)
  expect(config.ice).toEqual({ servers: [], policy: 'all', turn: null })
})

test('lists and JSON', () => {
  const config = readSfuConfig({
    ...env,
    LECTERN_SFU_CODECS: 'AV1, VP8',
    LECTERN_SFU_ICE_SERVERS: '[{"urls":"stun:stun.example.org"}]',
    LECTERN_SFU_TURN_URLS: 'turn:a.example.org,turns:b.example.org:443',
    LECTERN_SFU_TURN_SECRET: 'a secret of TURN in this test, long enough',
  })
  expect(config.codecs).toEqual(['AV1', 'VP8'])
  expect(config.ice.servers).toEqual([{ urls: ['stun:stun.example.org'] }])
  expect(config.ice.turn?.urls).toEqual(['turn:a.example.org', 'turns:b.example.org:443'])
})

test.each([
  ['LECTERN_SFU_CODECS', 'H265'],
  ['LECTERN_SFU_ICE_SERVERS', '[{'],
  ['LECTERN_SFU_ICE_SERVERS', '[{"url":"stun:x"}]'],
  ['LECTERN_SFU_WORKERS', '0'],
  ['LECTERN_SFU_WORKER', '2'],
  ['LECTERN_SFU_SECRET', 'short'],
  ['LECTERN_SFU_LISTEN_IP', '0.0.0.0'],
  ['LECTERN_SFU_TURN_SECRET', 'a secret of TURN without its servers'],
])('%s=%s stops the start and is named', (key, value) => {
  try {
    readSfuConfig({ ...env, [key]: value })
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as ConfigError).key).toMatch(/^LECTERN_SFU_/)
    expect((error as ConfigError).message).toContain(key.replace(/SECRET$/, ''))
    return
  }
  expect.unreachable()
})

const SECRETS = Object.keys(SFU_KEYS).filter((key) => key.endsWith('_SECRET'))

test.each(
  SECRETS.flatMap((key) =>
    ['short', 'x'.repeat(64), 'change-me-change-me-change-me-please'].map((weak) => [key, weak]),
  ),
)('%s is refused outside the demo where it is %s', (key, weak) => {
  const strong = Object.fromEntries(SECRETS.map((each) => [each, `${each} has one of its own`]))
  expect(() => readSfuConfig({ LECTERN_SFU_TURN_URLS: 'turn:a.example.org', ...strong, [key!]: weak })).toThrow(
    expect.objectContaining({ key }),
  )
})
