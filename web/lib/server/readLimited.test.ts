import { expect, test } from 'vitest'
import { readLimited } from './readLimited'

test('reads a body up to the limit', async () => {
  expect(await readLimited(post('žluť'), 6)).toBe('žluť')
})

test('gives up on a longer one', async () => {
  expect(await readLimited(post('žluťa'), 6)).toBeUndefined()
})

test('a missing body is empty', async () => {
  expect(await readLimited(null, 6)).toBe('')
})

const post = (body: string) => new Request('http://a.test', { method: 'POST', body }).body
