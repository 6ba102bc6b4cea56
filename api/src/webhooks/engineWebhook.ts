import { LecternError, SIGNATURE_HEADER, WebhookEvent } from '@lectern/protocol'
import type { Request, Response } from 'express'
import type { Services } from '../context.ts'
import { takeRoomEvent } from './takeRoomEvent.ts'
import { verifySignature } from './verifySignature.ts'

const YEAR_2200 = 7_258_118_400_000

/** `POST /webhooks/engine`: what happened in a room. 204 once it has had its effect. */
export const engineWebhook =
  ({ config, db, jobs, log, metrics }: Services) =>
  async (request: Request, response: Response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const isGenuine = verifySignature({
      header: request.get(SIGNATURE_HEADER),
      body,
      secret: config.LECTERN_WEBHOOK_SECRET,
      nowSeconds: Date.now() / 1000,
    })
    if (!isGenuine) {
      metrics.webhooks.inc({ outcome: 'refused' })
      throw new LecternError('BAD_TOKEN', 'The signature is not right.')
    }
    const event = readEvent(body)
    const outcome = await takeRoomEvent({ db, jobs }, event)
    metrics.webhooks.inc({ outcome })
    if (outcome === 'done') metrics.webhookLag.observe(Math.max(0, Date.now() - event.t) / 1000)
    log.debug({ event: event.id, type: event.type, outcome }, 'webhook')
    response.status(204).end()
  }

function readEvent(body: Buffer): WebhookEvent {
  const result = WebhookEvent.safeParse(jsonOf(body))
  if (!result.success || result.data.t < 0 || result.data.t > YEAR_2200 || body.includes('\\u0000')) {
    throw new LecternError('BAD_REQUEST')
  }
  return result.data
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
