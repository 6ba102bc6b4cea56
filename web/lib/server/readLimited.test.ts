import { expect, test } from 'vitest'
import { readLimited } from './readLimited'

test('reads a body up to the limit', async () => {
  expect(await readLimited(post('žluť'), 6)).toBe('žluť')
})

test('gives up on a longer one', async () => {
  expect(await readLimited(post('žluťa'), 6)).toBeUndefined()
})

test('a missing body is empty', async () => {
  expect(await readLimited(new Request('http://a.test', { method: 'POST' }), 6)).toBe('')
})

function post(body: string): Request {
  return new Request('http://a.test', { method: 'POST', body })
}
