import { ERRORS } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { RequestError } from './RequestError'
import { readAnswer } from './readAnswer'

test('gives the data of an answer without errors', () => {
  expect(readAnswer({ data: { me: null } })).toEqual({ me: null })
})

test('throws the first error with its code, field and pause', () => {
  const problem = {
    message: 'Too many tries. Wait a minute.',
    extensions: { code: 'RATE_LIMITED', field: 'email', retryAfterMs: 60_000 },
  }

  expect(thrownBy(() => readAnswer({ data: null, errors: [problem] }))).toMatchObject({
    code: 'RATE_LIMITED',
    message: 'Too many tries. Wait a minute.',
    field: 'email',
    retryAfterMs: 60_000,
  })
})

test('a refusal before anything was asked of GraphQL has errors and no data', () => {
  const refusal = { errors: [{ message: 'Line 1 is wrong.', extensions: { code: 'BAD_REQUEST', field: 'captions' } }] }
  expect(thrownBy(() => readAnswer(refusal))).toMatchObject({ code: 'BAD_REQUEST', message: 'Line 1 is wrong.' })
})

test.each([
  ['an unknown code', { errors: [{ message: 'secret text', extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] }],
  ['no code', { errors: [{ message: 'secret text' }] }],
  ['something that is no GraphQL answer', 'a page of a proxy'],
])('%s becomes INTERNAL, with our words', (_, body) => {
  expect(thrownBy(() => readAnswer(body))).toMatchObject({ code: 'INTERNAL', message: ERRORS.INTERNAL.message })
})

function thrownBy(run: () => unknown): RequestError {
  try {
    run()
  } catch (error) {
    if (error instanceof RequestError) return error
  }
  throw new Error('No RequestError was thrown')
}
