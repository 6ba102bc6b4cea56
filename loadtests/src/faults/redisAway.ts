import { setTimeout as delay } from 'node:timers/promises'
import type { RedisServer } from '../../../scripts/support/RedisServer.ts'
import type { Fault, FaultRun, Violation } from './Fault.ts'
import { LiveClass } from './LiveClass.ts'
import { RedisDeployment } from './RedisDeployment.ts'

/** How Redis goes, and how it comes back. */
interface Way {
  /** Of the fault. */
  id: number
  title: string
  /** How long it is away, ms: in a whole run, and in a short one. */
  away: { whole: number; short: number }
  go: (redis: RedisServer) => Promise<void>
  comeBack: (redis: RedisServer) => Promise<void>
}

const ROOMS = 2
const PEOPLE = 4
const WORK_MS = 500
/** What was on its way when Redis went may still be answered. */
const SETTLE_MS = 300
const SAVED_MS = 60_000

const PAUSED: Way = {
  id: 5,
  title: 'Redis paused',
  away: { whole: 30_000, short: 5000 },
  go: async (redis) => redis.pause(),
  comeBack: async (redis) => redis.resume(),
}

const KILLED: Way = {
  id: 5,
  title: 'Redis killed, and back with its data',
  away: { whole: 10_000, short: 4500 },
  go: (redis) => redis.kill(),
  comeBack: (redis) => redis.start(),
}

const ROBBED: Way = {
  id: 5,
  title: 'Redis killed, and back without its data',
  away: { whole: 10_000, short: 4500 },
  go: (redis) => redis.kill(),
  comeBack: async (redis) => {
    await redis.loseData()
    await redis.start()
  },
}

/** Commands, and the last of them cut in two. */
const TORN_BYTES = 5000

const TORN: Way = {
  id: 6,
  title: 'torn tail of the log',
  away: { whole: 4500, short: 4500 },
  go: (redis) => redis.kill(),
  comeBack: async (redis) => {
    await redis.tear(TORN_BYTES)
    await redis.start()
  },
}

/** Redis goes in the middle of classes, in several ways. */
export const redisAway: readonly Fault[] = [PAUSED, KILLED, ROBBED, TORN].map((way) => ({
  id: way.id,
  title: way.title,
  logs: ['redis'],
  seeds: { whole: 3, short: 1 },
  run: (run) => goAway(way, run),
}))

async function goAway(way: Way, { seeds, short, tell }: FaultRun) {
  const told: number[] = []
  const saved: number[] = []
  const violations: Violation[] = []
  for (const seed of seeds) {
    const once = await goOnce(way, seed, way.away[short ? 'short' : 'whole'])
    tell(`seed ${seed}: ${once.broken.length} broken, all saved ${once.savedMs} ms after the return`)
    told.push(...once.toldMs)
    saved.push(once.savedMs)
    violations.push(...once.broken.map((text) => ({ seed, text })))
  }
  return {
    figures: [
      { name: 'pages say that it is not saved', unit: 'ms', values: told },
      { name: 'all saved after the return', unit: 'ms', values: saved },
    ],
    violations,
  }
}

async function goOnce({ go, comeBack }: Way, seed: number, awayMs: number) {
  const deployment = await RedisDeployment.start()
  const { url, secret, redis } = deployment
  const rooms = Array.from({ length: ROOMS }, (_, index) => `away-${index}`)
  const classes = await Promise.all(rooms.map((room) => LiveClass.open({ url, secret, room, people: PEOPLE, seed })))
  try {
    const people = classes.flatMap((each) => each.people)
    for (const [index, each] of classes.entries()) each.work(seed + index)
    await delay(WORK_MS)
    const absences = people.map((person) => person.watchAbsence())
    await go(redis)
    const goneAt = Date.now()
    const pages = people.filter(({ hasPage }) => hasPage)
    const toldAt = Promise.all(pages.map((person) => person.when(({ isToldLate }) => isToldLate, awayMs)))
    await delay(awayMs)
    const backAt = Date.now()
    await comeBack(redis)
    await delay(WORK_MS)
    for (const each of classes) each.stopWork()
    await Promise.all(people.map((person) => person.when(({ isQuiet }) => isQuiet, SAVED_MS)))
    const savedAt = Date.now()
    const told = await toldAt
    const untrue = classes
      .flatMap(({ actions }) => actions)
      .filter(({ ackedAt = 0 }) => ackedAt > goneAt + SETTLE_MS && ackedAt < backAt)
    const untold = pages.filter((_, index) => told[index] === undefined)
    const lost = absences.filter(({ lostAt }) => lostAt !== undefined && lostAt < backAt)
    const broken = await deployment.withLog((log) => Promise.all(classes.map((each) => each.check(log))))
    return {
      toldMs: told.filter((at) => at !== undefined).map((at) => at - goneAt),
      savedMs: savedAt - backAt,
      broken: [
        ...(untrue.length > 0 ? [`${untrue.length} actions were acknowledged while Redis was away`] : []),
        ...untold.map(({ name }) => `the page of ${name} did not say that something is not saved`),
        ...(lost.length > 0 ? [`${lost.length} people were cut off while Redis was away`] : []),
        ...broken.flat(),
      ],
    }
  } finally {
    for (const each of classes) each.close()
    await deployment.close()
  }
}
