import { LecternError } from '@lectern/protocol'
import type { Request, Response } from 'express'
import type { Services } from '../context.ts'
import { PUBLISH_VIDEO } from './publishVideo.ts'
import { MuxEvent, takeMuxEvent } from './takeMuxEvent.ts'

/** `POST /webhooks/mux`: what happened at Mux. 204 once it has had its effect, or has none. */
export const muxWebhook =
  ({ db, jobs, log, video: { mux } }: Services) =>
  async (request: Request, response: Response) => {
    if (!mux) throw new LecternError('NOT_FOUND')
    const body = Buffer.isBuffer(request.body) ? request.body.toString() : ''
    const signature = request.get('mux-signature') ?? ''
    await mux.webhooks.verifySignature(body, { 'mux-signature': signature }).catch(() => {
      throw new LecternError('BAD_TOKEN', 'The signature is not right.')
    })
    const event = MuxEvent.safeParse(JSON.parse(body)).data
    if (event) {
      const taken = await takeMuxEvent(db, event)
      log.debug({ event: event.id, type: event.type, ...taken }, 'webhook of Mux')
      if (taken.outcome === 'done') await jobs.ask(PUBLISH_VIDEO, taken.recordingId)
    }
    response.status(204).end()
  }
