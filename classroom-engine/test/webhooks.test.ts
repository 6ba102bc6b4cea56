import { createHmac } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { COMMANDS, SIGNATURE_HEADER, WebhookEvent } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestEngine } from './support/TestEngine.ts'
import { until } from './support/until.ts'

const SECRET = 'a secret of webhooks, 32 characters long'

/** The school's end: takes events, or refuses them while `status` says so. */
class School extends EventEmitter<{ event: [] }> {
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
  return `t=${t},v1=${createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex')}`
}

let school: School
let engine: TestEngine

beforeEach(async () => {
  school = new School()
  const webhooks = { url: await school.listen(), secret: SECRET, firstRetryMs: 20 }
  engine = await TestEngine.start({ presenceGraceMs: 20, webhooks })
})
afterEach(async () => {
  await engine.stop()
  school.close()
})

const ada = { sub: 'ada', role: 'instructor' } as const

test('[WH1] the school is told of a class, signed, in the order of the log', async () => {
  const teacher = await engine.joined(ada)
  const student = await engine.joined({ sub: 'sam' })
  student.close()
  await school.until(() => school.events.length >= 4)
  await teacher.do(COMMANDS.endClass, {})
  await school.until(() => school.events.length >= 6)
  expect(school.happened()).toEqual([
    'room.opened',
    'person.joined ada',
    'person.joined sam',
    'person.left sam',
    'person.left ada',
    'room.ended',
  ])
  expect(school.events[2]).toMatchObject({ room: 'room', name: 'Name of sam', role: 'student', guest: false })
  expect(new Set(school.events.map(({ id }) => id)).size).toBe(6)
})

test('[WH3] what is not taken is sent again, in order', async () => {
  school.status = 503
  await engine.joined(ada)
  await school.until(() => school.tries >= 3)
  expect(school.events).toEqual([])
  school.status = 204
  await school.until(() => school.events.length >= 2)
  expect(school.happened()).toEqual(['room.opened', 'person.joined ada'])
})

test('[WH3] after a restart it goes on where it was', async () => {
  await engine.joined(ada)
  await school.until(() => school.events.length >= 2)
  school.status = 503
  await engine.joined({ sub: 'sam' })
  await school.until(() => school.tries >= 3)
  await engine.restart()
  school.status = 204
  // Nobody comes back, so that both have left as well.
  await school.until(() => school.events.length >= 5)
  expect(school.happened().slice(0, 3)).toEqual(['room.opened', 'person.joined ada', 'person.joined sam'])
  expect(school.happened().slice(3).sort()).toEqual(['person.left ada', 'person.left sam'])
})
