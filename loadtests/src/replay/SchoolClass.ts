import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { SIGNATURE_HEADER, type WebhookEvent } from '@lectern/protocol'
import type { TimelineIndex } from '@lectern/recording/timeline'
import type { TestStack } from '../../../scripts/testStack.ts'

const TEACHER = { email: 'ada@lectern.test', password: 'lectern-demo' }
const LOG_IN = 'mutation ($email: String!, $password: String!) { logIn(email: $email, password: $password) { token } }'
const START = 'mutation { startSessionNow(courseSlug: "demo-course") { id } }'
const CAN_WATCH = 'query ($id: ID!) { recording(id: $id) { viewerCanWatch } }'
const LOOK_MS = 20

/** A live class of the school that no engine runs: what an engine would tell the api of it is told by hand. */
export class SchoolClass {
  readonly room: string
  readonly #stack: TestStack
  readonly #token: string
  #events = 0

  private constructor(stack: TestStack, room: string, token: string) {
    this.#stack = stack
    this.room = room
    this.#token = token
  }

  static async start(stack: TestStack): Promise<SchoolClass> {
    const { logIn } = (await ask(stack, LOG_IN, TEACHER)) as { logIn: { token: string } }
    const { startSessionNow } = (await ask(stack, START, {}, logIn.token)) as { startSessionNow: { id: string } }
    return new SchoolClass(stack, startSessionNow.id, logIn.token)
  }

  async tell(type: 'recording.started' | 'room.ended'): Promise<void> {
    this.#events += 1
    const { room } = this
    const event: WebhookEvent = { id: `${room}:${this.#events}`, room, t: Date.now(), type }
    const body = JSON.stringify(event)
    const time = Math.floor(Date.now() / 1000)
    const secret = this.#stack.secrets.LECTERN_WEBHOOK_SECRET!
    const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
    const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: `t=${time},v1=${signature}` }
    const response = await fetch(`${this.#stack.addresses.api}/webhooks/engine`, { method: 'POST', headers, body })
    if (!response.ok) throw new Error(`The api answered a webhook with ${response.status}.`)
  }

  /** Resolves once a page would play all of the class. */
  async playable(): Promise<void> {
    while (!(await this.#isPlayable())) await sleep(LOOK_MS)
  }

  async #isPlayable(): Promise<boolean> {
    const headers = { authorization: `Bearer ${this.#token}` }
    const response = await fetch(`${this.#stack.addresses.api}/recordings/${this.room}/index`, { headers })
    if (!response.ok || ((await response.json()) as TimelineIndex).live) return false
    const { recording } = (await ask(this.#stack, CAN_WATCH, { id: this.room }, this.#token)) as {
      recording: { viewerCanWatch: boolean }
    }
    return recording.viewerCanWatch
  }
}

async function ask({ addresses }: TestStack, query: string, variables: object, token?: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const body = JSON.stringify({ query, variables })
  const response = await fetch(`${addresses.api}/graphql`, { method: 'POST', headers, body })
  const { data, errors } = (await response.json()) as { data: unknown; errors?: { message: string }[] }
  if (errors?.[0]) throw new Error(errors[0].message)
  return data
}
