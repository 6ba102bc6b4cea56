import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRedisUrl, redisConfigFile, writeRedisConfig } from './redisConfig.ts'

test('settings are readable by their owner only, and tell where Redis is', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lectern-redis-config-'))
  expect(await readRedisUrl(dataDir)).toBeUndefined()
  await writeRedisConfig(dataDir, 4379, 'a-password')
  expect(await readRedisUrl(dataDir)).toBe('redis://:a-password@127.0.0.1:4379')
  expect((await stat(redisConfigFile(dataDir))).mode & 0o777).toBe(0o600)
  await rm(dataDir, { recursive: true })
})
