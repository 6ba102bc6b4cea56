import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigError, readConfig, SHARED_KEYS } from './config.ts'

const shape = {
  LECTERN_JOIN_SECRET: SHARED_KEYS.LECTERN_JOIN_SECRET,
  LECTERN_ENGINE_PORT: z.coerce.number().int().min(0).max(65535).default(4100),
}
const secret = 'one of thirty-two letters at least'
const keyOf = (read: () => unknown): string => {
  try {
    read()
  } catch (error) {
    if (error instanceof ConfigError) return error.key
    throw error
  }
  return 'nothing was refused'
}

describe('configuration', () => {
  test('defaults are kept and given values are parsed', () => {
    expect(readConfig(shape, { LECTERN_JOIN_SECRET: secret })).toEqual({
      LECTERN_JOIN_SECRET: secret,
      LECTERN_ENGINE_PORT: 4100,
    })
    expect(readConfig(shape, { LECTERN_JOIN_SECRET: secret, LECTERN_ENGINE_PORT: '0' }).LECTERN_ENGINE_PORT).toBe(0)
  })

  test('an unknown key is refused by name', () => {
    expect(keyOf(() => readConfig(shape, { LECTERN_JOIN_SECRET: secret, LECTERN_ENGINE_PROT: '1' }))).toBe(
      'LECTERN_ENGINE_PROT',
    )
    expect(keyOf(() => readConfig(shape, { LECTERN_JOIN_SECRET: secret, LECTERN_LOGLEVEL: 'info' }))).toBe(
      'LECTERN_LOGLEVEL',
    )
  })

  test("keys of other services and other programs are not this service's business", () => {
    expect(() =>
      readConfig(shape, { LECTERN_JOIN_SECRET: secret, LECTERN_WEB_PORT: '3000', HOME: '/root' }),
    ).not.toThrow()
  })

  test('a malformed value and a missing one are refused by name', () => {
    expect(keyOf(() => readConfig(shape, { LECTERN_JOIN_SECRET: secret, LECTERN_ENGINE_PORT: 'many' }))).toBe(
      'LECTERN_ENGINE_PORT',
    )
    expect(keyOf(() => readConfig(shape, {}))).toBe('LECTERN_JOIN_SECRET')
    expect(keyOf(() => readConfig(shape, { LECTERN_JOIN_SECRET: '' }))).toBe('LECTERN_JOIN_SECRET')
  })

  test.each([
    ['short', 'secret'],
    ['31 random characters', 'q8Wm2ZxK0vB7nLp4RtY6uHs1JdF3gAc'],
    ['one character', 'x'.repeat(40)],
    ['few characters', 'abcabd'.repeat(8)],
    ['a word over and over', 'correct-horse-'.repeat(4)],
    ['what instructions say', 'change-me-to-something-that-is-long-enough'],
    ['the password of the demo', 'lectern-demo, lectern-demo and once more'],
  ])('a weak secret is refused outside the demo: %s', (_what, weak) => {
    expect(keyOf(() => readConfig(shape, { LECTERN_JOIN_SECRET: weak }))).toBe('LECTERN_JOIN_SECRET')
    expect(readConfig(shape, { LECTERN_JOIN_SECRET: weak, LECTERN_DEMO: '1' }).LECTERN_JOIN_SECRET).toBe(weak)
  })

  test('one secret for two doors is refused outside the demo', () => {
    const two = { ...shape, LECTERN_SFU_SECRET: SHARED_KEYS.LECTERN_SFU_SECRET }
    const same = { LECTERN_JOIN_SECRET: secret, LECTERN_SFU_SECRET: secret }
    expect(keyOf(() => readConfig(two, same))).toBe('LECTERN_SFU_SECRET')
    expect(readConfig(two, { ...same, LECTERN_DEMO: '1' }).LECTERN_SFU_SECRET).toBe(secret)
  })

  test('random secrets of any alphabet are fine', () => {
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const random = randomBytes(32).toString(encoding)
      expect(readConfig(shape, { LECTERN_JOIN_SECRET: random }).LECTERN_JOIN_SECRET).toBe(random)
    }
  })
})
