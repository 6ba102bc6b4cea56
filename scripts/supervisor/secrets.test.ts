import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { joinSecret, provideSecrets, SECRET_NAMES } from './secrets.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lectern-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('secrets are random, long, all different, readable by their owner only, and stay', async () => {
  const first = await provideSecrets(dataDir, {})
  const values = [...SECRET_NAMES.map((name) => first.services[name]), first.databasePassword, first.redisPassword]
  expect(new Set(values).size).toBe(SECRET_NAMES.length + 2)
  for (const value of values) expect(value.length).toBeGreaterThanOrEqual(43)
  expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect(await provideSecrets(dataDir, {})).toEqual(first)
})

test('a secret in the environment wins, for now', async () => {
  const kept = await provideSecrets(dataDir, {})
  const given = await provideSecrets(dataDir, { LECTERN_JOIN_SECRET: 'mine' })
  expect(given.services).toEqual({ ...kept.services, LECTERN_JOIN_SECRET: 'mine' })
  expect(await provideSecrets(dataDir, {})).toEqual(kept)
  expect(await joinSecret(dataDir, { LECTERN_JOIN_SECRET: 'mine' })).toBe('mine')
  expect(await joinSecret(dataDir, {})).toBe(kept.services.LECTERN_JOIN_SECRET)
})

test('a damaged file is not replaced: the database could not be opened any more', async () => {
  await writeFile(join(dataDir, 'secrets.json'), '{"LECTERN_JOIN')
  await expect(provideSecrets(dataDir, {})).rejects.toThrow('is damaged')
})

test('without a start there is no join secret', async () => {
  await expect(joinSecret(dataDir, {})).rejects.toThrow('run npm start once')
})
