import { setTimeout as delay } from 'node:timers/promises'
import { random } from '../../../scripts/support/random.ts'
import type { Deployment } from './Deployment.ts'
import type { Fault, FaultRun, Outcome, Violation } from './Fault.ts'
import { LiveClass } from './LiveClass.ts'
import { startDeployment } from './startDeployment.ts'

const ROOMS = 3
const PEOPLE = 4
/** Kills that one set of classes lives through. */
const KILLS_PER_CLASS = 5
/** When the kill comes, ms after work began. */
const KILL = { from: 50, to: 350 }
const BACK_MS = 20_000

/** `kill -9` of an engine at random points, in the middle of several classes. */
export const killEngine: Fault = {
  id: 1,
  title: 'kill -9 of an engine',
  logs: ['lmdb', 'redis'],
  seeds: { whole: 200, short: 2 },
  async run(run) {
    const back: number[] = []
    const violations: Violation[] = []
    for (let first = 0; first < run.seeds.length; first += KILLS_PER_CLASS) {
      const seeds = run.seeds.slice(first, first + KILLS_PER_CLASS)
      const outcome = await killsOfOneClass(run, seeds)
      back.push(...outcome.back)
      violations.push(...outcome.violations)
    }
    const atMost = run.log === 'lmdb' ? 2000 : 1000
    const figures: Outcome['figures'] = [
      { name: 'clients back', unit: 'ms', values: back, goal: { of: 'p95', atMost } },
    ]
    return { figures, violations }
  },
}

interface Kills {
  back: number[]
  violations: Violation[]
}

async function killsOfOneClass({ log, tell }: FaultRun, seeds: readonly number[]): Promise<Kills> {
  const kills: Kills = { back: [], violations: [] }
  const deployment = await startDeployment(log)
  const classes = await openClasses(deployment, seeds[0]!)
  try {
    for (const seed of seeds) {
      const startedAt = Date.now()
      const { back, broken } = await killOnce(deployment, classes, seed)
      kills.back.push(...back)
      kills.violations.push(...broken.map((text) => ({ seed, text })))
      tell(
        `seed ${seed}: ${broken.length} broken, last back after ${Math.max(0, ...back)} ms, ${Date.now() - startedAt} ms`,
      )
      // What is broken once is not worth more kills.
      if (broken.length > 0) {
        for (const complaint of deployment.complaints) tell(complaint)
        return kills
      }
    }
    const broken = await deployment.withLog((log) => Promise.all(classes.map((each) => each.checkAll(log))))
    kills.violations.push(...broken.flat().map((text) => ({ seed: seeds.at(-1)!, text })))
    return kills
  } finally {
    for (const each of classes) each.close()
    await deployment.close()
  }
}

function openClasses({ url, secret }: Deployment, seed: number): Promise<LiveClass[]> {
  const rooms = Array.from({ length: ROOMS }, (_, index) => `room-${index}`)
  return Promise.all(
    rooms.map((room, index) => LiveClass.open({ url, secret, room, people: PEOPLE, seed: seed + index })),
  )
}

async function killOnce(deployment: Deployment, classes: LiveClass[], seed: number) {
  const chance = random(seed)
  for (const [index, each] of classes.entries()) each.work(seed + index)
  await delay(chance.between(KILL.from, KILL.to))
  const absences = classes.flatMap(({ people }) => people.map((person) => person.watchAbsence()))
  const answersAt = await deployment.crash(chance)
  await Promise.all(classes.map((each) => each.back(BACK_MS)))
  for (const each of classes) each.stopWork()
  for (const { end } of absences) end()
  const broken = await deployment.withLog((log) => Promise.all(classes.map((each) => each.check(log))))
  const lost = absences.filter(({ lostAt }) => lostAt !== undefined)
  const late = lost.filter(({ backAt }) => backAt === undefined)
  return {
    back: lost.map(({ backAt }) => Math.max(0, (backAt ?? answersAt + BACK_MS) - answersAt)),
    broken: [...late.map(() => `somebody was not back within ${BACK_MS} ms`), ...broken.flat()],
  }
}
