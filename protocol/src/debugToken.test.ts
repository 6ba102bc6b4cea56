import { expect, test } from 'vitest'
import { isDebugToken, mintDebugToken } from './debugToken.ts'

const SECRET = 'a secret of the operators, long enough for that'
const NOW = 1_800_000_000_000

test('a token is good for a minute', async () => {
  const token = await mintDebugToken(SECRET, NOW)
  expect(await isDebugToken(token, SECRET, NOW)).toBe(true)
  expect(await isDebugToken(token, SECRET, NOW + 59_000)).toBe(true)
  expect(await isDebugToken(token, SECRET, NOW + 60_000)).toBe(false)
})

test.each([
  ['nothing', ''],
  ['another secret', await mintDebugToken('another secret', NOW)],
  ['another end than was signed', (await mintDebugToken(SECRET, NOW)).replace(/^\d+/, String(NOW / 1000 + 30))],
  ['one for an hour', await mintDebugToken(SECRET, NOW + 3_600_000)],
  ['one without a signature', `${NOW / 1000 + 30}.`],
])('%s opens nothing', async (_what, token) => {
  expect(await isDebugToken(token, SECRET, NOW)).toBe(false)
})

test('without a secret nothing is open', async () => {
  expect(await isDebugToken(await mintDebugToken(SECRET, NOW), undefined, NOW)).toBe(false)
})
