import { createHmac } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SIGNATURE_HEADER, WebhookEvent } from '@lectern/protocol'
import { until } from './until.ts'

export const WEBHOOK_SECRET = 'a secret of webhooks, 32 characters long'

/** The school's end: takes events, or refuses them while `status` says so. */
export class School extends EventEmitter<{ event: [] }> {
  readonly events: WebhookEvent[] = []
  status = 204
  tries = 0
  readonly #server: Server

  constructor() {
    super()
    this.#server = createServer(async (request, response) => {
      const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString()
      this.tries += 1
      const isSigned = request.headers[SIGNATURE_HEADER] === sign(String(request.headers[SIGNATURE_HEADER]), body)
      if (isSigned && this.status < 300) this.events.push(WebhookEvent.parse(JSON.parse(body)))
      response.writeHead(isSigned ? this.status : 401).end()
      this.emit('event')
    })
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks/engine`
  }

  happened(): string[] {
    return this.events.map((event) => ('userId' in event ? `${event.type} ${event.userId}` : event.type))
  }

  until(check: () => boolean): Promise<void> {
    return until(this as never, 'event', check)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

function sign(header: string, body: string): string {
  const t = /^t=(\d+),/.exec(header)?.[1]
  return `t=${t},v1=${createHmac('sha256', WEBHOOK_SECRET).update(`${t}.${body}`).digest('hex')}`
}
