import { ERRORS, type ErrorCode } from '@lectern/protocol'
import { z } from 'zod'
import { RequestError } from './RequestError'

const Problem = z.object({
  message: z.string(),
  extensions: z
    .object({ code: z.string(), field: z.string().optional(), retryAfterMs: z.number().optional() })
    .optional(),
})
const Answer = z.object({ data: z.unknown().optional(), errors: z.array(Problem).min(1).optional() })

/** The data of a GraphQL answer, or its first error thrown as a `RequestError`. */
export function readAnswer(body: unknown): unknown {
  const answer = Answer.safeParse(body)
  if (!answer.success) throw RequestError.internal()
  const problem = answer.data.errors?.[0]
  if (problem) throw toRequestError(problem)
  return answer.data.data
}

function toRequestError({ message, extensions }: z.infer<typeof Problem>): RequestError {
  const code = extensions?.code
  if (code === undefined || !isErrorCode(code)) return RequestError.internal()
  return new RequestError(code, message, { field: extensions?.field, retryAfterMs: extensions?.retryAfterMs })
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS
}
