import { ConfigError } from '@lectern/protocol/config'
import { expect, test } from 'vitest'
import { readSfuConfig } from './config.ts'

const env = { LECTERN_SFU_SECRET: 's'.repeat(32) }

test('defaults', () => {
  const config = readSfuConfig(env)
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 4200,
    rtcPort: 44_400,
    codecs: ['VP8', 'H264', 'VP9', 'AV1'],
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
    LECTERN_SFU_TURN_SECRET: 't'.repeat(32),
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
  ['LECTERN_SFU_TURN_SECRET', 't'.repeat(32)],
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
