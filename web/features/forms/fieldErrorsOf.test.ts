import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldErrorsOf } from './fieldErrorsOf'

test('keeps the first complaint of each field', () => {
  const schema = z.object({
    title: z.string().min(3, 'Too short.').regex(/^x/, 'Must start with x.'),
    summary: z.string().max(2, 'Too long.'),
    fine: z.string(),
  })
  const result = schema.safeParse({ title: 'a', summary: 'abc', fine: '' })

  expect(fieldErrorsOf(result.error!)).toEqual({ title: 'Too short.', summary: 'Too long.' })
})
