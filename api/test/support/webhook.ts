import { createHmac } from 'node:crypto'
import { SIGNATURE_HEADER, type WebhookEvent } from '@lectern/protocol'
import { type School, SECRETS } from './startSchool.ts'

/** Posts an event as the engine does; answers the status. */
export async function sendEvent({ url }: Pick<School, 'url'>, event: WebhookEvent): Promise<number> {
  const body = JSON.stringify(event)
  const time = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', SECRETS.LECTERN_WEBHOOK_SECRET).update(`${time}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: `t=${time},v1=${signature}` }
  const response = await fetch(`${url}/webhooks/engine`, { method: 'POST', headers, body })
  return response.status
}
