import { LecternError } from '@lectern/protocol'
import type { z } from 'zod'

/** Checks what a client sent. Throws `BAD_REQUEST` with the first problem and the field it is in. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.')
  throw new LecternError('BAD_REQUEST', issue?.message, field ? { field } : {})
}
