import { LecternError, toWireError } from '@lectern/protocol'
import { SFU_REQUESTS, type SfuAnswer, type SfuCall, type SfuMethod } from '@lectern/protocol/sfuRpc'
import { errors } from 'mediasoup'
import type { Logger } from 'pino'
import { type CallContext, sfuHandlers } from './sfuHandlers.ts'

/** Checks a call, does it, and makes the answer; never rejects. */
export async function answerCall(
  context: CallContext,
  { id, method, params }: SfuCall,
  log: Logger,
): Promise<SfuAnswer> {
  try {
    return { id, ok: true, value: await run(context, method, params) }
  } catch (error) {
    const known = error instanceof errors.WorkerClosedError ? new LecternError('MEDIA_UNAVAILABLE') : error
    if (!(known instanceof LecternError)) log.error({ method, err: error }, 'a request failed')
    return { id, ok: false, error: toWireError(known) }
  }
}

function run<Method extends SfuMethod>(context: CallContext, method: Method, params: unknown): unknown {
  const checked = SFU_REQUESTS[method].params.safeParse(params)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new LecternError('BAD_REQUEST', issue?.message, { field: issue?.path.join('.') })
  }
  const handler = sfuHandlers[method] as (context: CallContext, params: unknown) => unknown
  return handler(context, checked.data)
}
