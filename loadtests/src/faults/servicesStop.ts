import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { MEDIA_COMMANDS } from '@lectern/protocol'
import { type ServiceName, startStack, type TestStack } from '../../../scripts/testStack.ts'
import type { Fault, FaultRun, Figure, Violation } from './Fault.ts'
import { LiveClass } from './LiveClass.ts'

const ROOM = 'stops'
const PEOPLE = 4
const WORK_MS = 500
const LOOK_MS = 10
const ASKERS = 4
const BACK_MS = 30_000
/** What a supervisor gives a service to end by itself. */
const GRACE_MS = 10_000
/** One after the other. */
const SERVICES: readonly ServiceName[] = ['sfu-cluster', 'api', 'web', 'classroom-engine']

/** SIGTERM of every service in turn, with a class that works and pages and queries that are asked for. */
export const servicesStop: Fault = {
  id: 9,
  title: 'SIGTERM of every service in turn',
  logs: ['lmdb'],
  seeds: { whole: 3, short: 1 },
  async run({ seeds, tell }: FaultRun) {
    const stack = await startStack()
    const stopped = new Map<ServiceName, number[]>(SERVICES.map((service) => [service, []]))
    const violations: Violation[] = []
    const { LECTERN_JOIN_SECRET: secret = '' } = stack.secrets
    const live = await LiveClass.open({
      url: stack.addresses.engine,
      secret,
      room: ROOM,
      people: PEOPLE,
      seed: seeds[0]!,
    })
    const asking = new Asking(stack)
    try {
      for (const seed of seeds) {
        live.work(seed)
        for (const service of SERVICES) {
          const { stopMs, broken } = await stopOne(stack, live, service)
          tell(`seed ${seed}: ${service} stopped in ${stopMs} ms, ${broken.length} broken`)
          stopped.get(service)!.push(stopMs)
          violations.push(...broken.map((text) => ({ seed, text: `${service}: ${text}` })))
        }
        live.stopWork()
        const cut = asking.takeCutOff()
        if (cut > 0) violations.push({ seed, text: `${cut} responses that had begun were cut off` })
        const out = live.people.flatMap(({ name, thrownOut }) =>
          thrownOut ? [`${name} was thrown out: ${thrownOut}`] : [],
        )
        violations.push(...out.map((text) => ({ seed, text })))
      }
    } finally {
      asking.end()
      live.close()
      await stack.stop()
    }
    return { figures: [...stopped].map(figureOf), violations }
  },
}

const figureOf = ([service, values]: [ServiceName, number[]]): Figure => ({
  name: `${service} stopped`,
  unit: 'ms',
  values,
  goal: { of: 'max', atMost: GRACE_MS },
})

async function stopOne(stack: TestStack, live: LiveClass, service: ServiceName) {
  await delay(WORK_MS)
  const people = live.people
  const pid = stack.pid(service)!
  const isEngine = service === 'classroom-engine'
  if (service === 'sfu-cluster')
    await Promise.all(people.map(({ client }) => client.request(MEDIA_COMMANDS.open, undefined)))
  const told = Promise.all(people.map((person) => handedOver(person.client, service)))
  const absences = people.map((person) => person.watchAbsence())
  const from = Date.now()
  const back = stack.restart(service, 'SIGTERM')
  while (existsSync(`/proc/${pid}`) && Date.now() - from < 2 * GRACE_MS) await delay(LOOK_MS)
  const stopMs = Date.now() - from
  await back
  const isBack = await live.back(BACK_MS)
  for (const { end } of absences) end()
  const reasons = await told
  const cut = isEngine ? [] : people.filter((_, index) => absences[index]!.lostAt !== undefined)
  return {
    stopMs,
    broken: [
      ...people.flatMap(({ name }, index) => (reasons[index] ? [] : [`${name} was not told why`])),
      ...cut.map(({ name }) => `${name} was cut off from the class`),
      ...people.flatMap(({ name }, index) => (isBack[index] ? [] : [`${name} was not back in time`])),
    ],
  }
}

/** Whether the person is told by the service that ends, where it is one that people have a connection through. */
async function handedOver(client: LiveClass['people'][number]['client'], service: ServiceName): Promise<boolean> {
  if (service === 'api' || service === 'web') return true
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), BACK_MS)
    const done = () => {
      clearTimeout(timer)
      resolve(true)
    }
    if (service === 'sfu-cluster') client.on('media:reset', done)
    else client.on('class:closed', ({ code }) => code === 'NODE_DRAINING' && done())
  })
}

/** Asks web for pages and the api for answers all the time, and counts responses that broke off. */
class Asking {
  readonly #stop = new AbortController()
  #cutOff = 0

  constructor({ addresses }: TestStack) {
    const query = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }
    for (let n = 0; n < ASKERS; n += 1) {
      void this.#askForEver(`${addresses.web}/login`, {})
      void this.#askForEver(`${addresses.api}/graphql`, query)
    }
  }

  /** How many broke off since the last look. */
  takeCutOff(): number {
    const count = this.#cutOff
    this.#cutOff = 0
    return count
  }

  end(): void {
    this.#stop.abort()
  }

  async #askForEver(url: string, request: RequestInit): Promise<void> {
    const { signal } = this.#stop
    // A connection that is kept may be closed while the next request is on its way to it; that is nobody's fault.
    const headers = { ...request.headers, connection: 'close' }
    while (!signal.aborted) {
      // Without a response nothing tells whether the service had taken it; who asks tries again.
      const response = await fetch(url, { ...request, headers, signal }).catch(() => undefined)
      await response?.arrayBuffer().catch(() => {
        if (!signal.aborted) this.#cutOff += 1
      })
      await delay(LOOK_MS)
    }
  }
}
