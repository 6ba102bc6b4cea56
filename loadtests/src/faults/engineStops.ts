import { setTimeout as delay } from 'node:timers/promises'
import { random } from '../../../scripts/support/random.ts'
import type { Fault, FaultRun, Violation } from './Fault.ts'
import { LiveClass } from './LiveClass.ts'
import { LmdbDeployment } from './LmdbDeployment.ts'

const ROOMS = 2
const PEOPLE = 4
const WORK = { from: 200, to: 500 }
const BACK_MS = 20_000
/** What a supervisor gives a service to end by itself. */
const GRACE_MS = 10_000

/** SIGTERM of an engine in the middle of several classes, and its next start. */
export const engineStops: Fault = {
  id: 9,
  title: 'SIGTERM of an engine',
  logs: ['lmdb'],
  seeds: { whole: 20, short: 1 },
  async run({ seeds, tell }: FaultRun) {
    const stopped: number[] = []
    const back: number[] = []
    const violations: Violation[] = []
    const deployment = await LmdbDeployment.start()
    const { url, secret } = deployment
    const rooms = Array.from({ length: ROOMS }, (_, index) => `stops-${index}`)
    const classes = await Promise.all(
      rooms.map((room) => LiveClass.open({ url, secret, room, people: PEOPLE, seed: seeds[0]! })),
    )
    try {
      for (const seed of seeds) {
        const once = await stopOnce(deployment, classes, seed)
        tell(
          `seed ${seed}: ${once.broken.length} broken, stopped in ${once.stopMs} ms, last back ${Math.max(...once.back)} ms`,
        )
        stopped.push(once.stopMs)
        back.push(...once.back)
        violations.push(...once.broken.map((text) => ({ seed, text })))
      }
    } finally {
      for (const each of classes) each.close()
      await deployment.close()
    }
    return {
      figures: [
        { name: 'engine stopped', unit: 'ms', values: stopped, goal: { of: 'max', atMost: GRACE_MS } },
        { name: 'clients back', unit: 'ms', values: back, goal: { of: 'p95', atMost: 2000 } },
      ],
      violations,
    }
  },
}

async function stopOnce(deployment: LmdbDeployment, classes: LiveClass[], seed: number) {
  const { engine } = deployment
  const people = classes.flatMap((each) => each.people)
  for (const each of classes) each.work(seed)
  await delay(random(seed).between(WORK.from, WORK.to))
  const toldReasons = Promise.all(people.map((person) => person.handedOver(BACK_MS)))
  const from = Date.now()
  const code = await engine.stop('SIGTERM')
  const stopMs = Date.now() - from
  const told = await toldReasons
  await engine.start()
  const answersAt = Date.now()
  const back = (await Promise.all(classes.map((each) => each.back(BACK_MS)))).flat()
  for (const each of classes) each.stopWork()
  const broken = await deployment.withLog((log) => Promise.all(classes.map((each) => each.check(log))))
  return {
    stopMs,
    back: back.map((at) => Math.max(0, (at ?? answersAt + BACK_MS) - answersAt)),
    broken: [
      ...(code === 0 ? [] : [`the engine ended with ${code}`]),
      ...people.flatMap(({ name }, index) => (told[index] ? [] : [`${name} was not told why the connection ended`])),
      ...(back.includes(undefined) ? [`not everybody was back within ${BACK_MS} ms`] : []),
      ...broken.flat(),
    ],
  }
}
