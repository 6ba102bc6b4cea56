import { errors } from 'mediasoup'
import { expect, test } from 'vitest'
import { isGonePipe } from './isGonePipe.ts'

const notFound = (method: string) =>
  new errors.NotFoundError(`Channel request handler with ID f6f93775 not found [method:${method}]`)

test('a piped producer that is gone before its pause or resume ends nothing', () => {
  expect(isGonePipe(notFound('producer.pause'))).toBe(true)
  expect(isGonePipe(notFound('producer.resume'))).toBe(true)
})

test('any other rejection that nobody waits for is a fault', () => {
  expect(isGonePipe(notFound('consumer.pause'))).toBe(false)
  expect(isGonePipe(new Error('producer.pause'))).toBe(false)
  expect(isGonePipe(undefined)).toBe(false)
})
