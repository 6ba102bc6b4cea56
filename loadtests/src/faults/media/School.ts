import { answers } from '../../../../scripts/support/answers.ts'
import { startStack, type TestStack } from '../../../../scripts/testStack.ts'
import { ClassStream } from './ClassStream.ts'

const TEACHER = 'ada@lectern.test'
const STUDENT = 'sam@lectern.test'
const PASSWORD = 'lectern-demo'
const COURSE = 'demo-course'
const SOON_MS = 100

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions: { code: string } }[]
}

/** A live class of the demo school, with somebody who draws and chats in it. */
export interface LiveClass {
  id: string
  stream: ClassStream
}

/** All services with their database, and the demo school, asked as other programs ask it. */
export class School {
  readonly stack: TestStack
  #teacher = ''

  private constructor(stack: TestStack) {
    this.stack = stack
  }

  static async start(): Promise<School> {
    const school = new School(await startStack())
    school.#teacher = await school.#logIn(TEACHER)
    return school
  }

  /** Starts a class of the demo course, with its teacher and a student in it. */
  async startClass(): Promise<LiveClass> {
    const start = 'mutation ($courseSlug: String!) { startSessionNow(courseSlug: $courseSlug) { id } }'
    const { id } = await this.#given(start, { courseSlug: COURSE }, this.#teacher, 'startSessionNow')
    const student = await this.#logIn(STUDENT)
    const tokens = [await this.#ticket(id, this.#teacher), await this.#ticket(id, student)] as const
    return { id, stream: await ClassStream.open(this.stack.addresses.engine, id, tokens) }
  }

  /** Resolves once the school has the end of a class in its records, and who was there. */
  async knowsEnd(id: string): Promise<void> {
    const query = 'query ($id: ID!) { liveSession(id: $id) { state } attendance(sessionId: $id) { name lastLeftAt } }'
    for (;;) {
      const { data } = await this.ask(query, { id }, this.#teacher)
      const { liveSession, attendance = [] } = (data ?? {}) as Records
      if (liveSession?.state === 'ENDED' && attendance.length > 0 && attendance.every(({ lastLeftAt }) => lastLeftAt))
        return
      await new Promise((resolve) => setTimeout(resolve, SOON_MS))
    }
  }

  /** Asks the api itself. */
  ask(query: string, variables: object = {}, token?: string): Promise<Answer> {
    return post(
      `${this.stack.addresses.api}/graphql`,
      { query, variables },
      token ? { authorization: `Bearer ${token}` } : {},
    )
  }

  /** Asks as the pages do, through web. */
  askByWeb(query: string): Promise<Answer> {
    const { web } = this.stack.addresses
    return post(`${web}/api/graphql`, { query }, { origin: web })
  }

  apiIsReady(): Promise<boolean> {
    return answers(`${this.stack.addresses.api}/readyz`)
  }

  stop(): Promise<void> {
    return this.stack.stop()
  }

  async #logIn(email: string): Promise<string> {
    const query =
      'mutation ($email: String!, $password: String!) { logIn(email: $email, password: $password) { token } }'
    const { token } = await this.#given(query, { email, password: PASSWORD }, undefined, 'logIn')
    return token
  }

  async #ticket(id: string, token: string): Promise<string> {
    const ticket = await this.#given(
      'mutation ($id: ID!) { joinSession(id: $id) { token } }',
      { id },
      token,
      'joinSession',
    )
    return ticket.token
  }

  async #given(query: string, variables: object, token: string | undefined, field: string): Promise<Given> {
    const { data, errors } = await this.ask(query, variables, token)
    if (!data) throw new Error(`${field}: ${errors?.[0]?.message}`)
    return data[field] as Given
  }
}

interface Given {
  id: string
  token: string
}

interface Records {
  liveSession?: { state: string }
  attendance?: { name: string; lastLeftAt: string | null }[]
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<Answer> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
  const response = await fetch(url, request)
  return (await response.json()) as Answer
}
