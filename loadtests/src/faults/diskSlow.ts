import { setTimeout as delay } from 'node:timers/promises'
import type { Fault, FaultRun, Violation } from './Fault.ts'
import { FaultyDisk } from './FaultyDisk.ts'
import { LiveClass } from './LiveClass.ts'
import { LmdbDeployment } from './LmdbDeployment.ts'
import type { Person } from './Person.ts'

const ROOM = 'slow'
const PEOPLE = 4
const WORK_MS = 400
const SLOW_MS = 2000
/** Clocks and timers are not that exact. */
const SLACK_MS = 50
const WAIT_MS = 60_000

/** Each fsync takes two seconds. */
export const diskSlow: Fault = {
  id: 6,
  title: 'fsync takes 2 s',
  logs: ['lmdb'],
  seeds: { whole: 3, short: 1 },
  async run({ seeds, short, tell }: FaultRun) {
    const latency: number[] = []
    const violations: Violation[] = []
    for (const seed of seeds) {
      const { broken, waits } = await slowOnce(seed, short ? 1 : 3)
      tell(
        `seed ${seed}: ${broken.length} broken, ${waits.length} acknowledgements, the first after ${Math.min(...waits)} ms`,
      )
      latency.push(...waits)
      violations.push(...broken.map((text) => ({ seed, text })))
    }
    return { figures: [{ name: 'acknowledgement', unit: 'ms', values: latency }], violations }
  },
}

/** The disk is slow until every person has waited so often. */
async function slowOnce(seed: number, times: number): Promise<{ broken: string[]; waits: number[] }> {
  const disk = await FaultyDisk.make()
  const deployment = await LmdbDeployment.start({ under: disk.dataFolder, env: disk.env })
  const { url, secret } = deployment
  const live = await LiveClass.open({ url, secret, room: ROOM, people: PEOPLE, seed })
  try {
    live.work(seed)
    await delay(WORK_MS)
    await disk.slow(SLOW_MS)
    const slowAt = Date.now()
    await Promise.all(live.people.map((person) => waitedOut(person, slowAt, times)))
    const { reason } = await deployment.engine.readiness()
    const fastAt = Date.now()
    await disk.slow(0)
    await delay(WORK_MS)
    live.stopWork()
    const broken = await deployment.withLog((log) => live.check(log))
    const waits = live.actions.flatMap(({ at, ackedAt }) =>
      at >= slowAt && ackedAt !== undefined && ackedAt < fastAt ? [ackedAt - at] : [],
    )
    const early = waits.filter((wait) => wait < SLOW_MS - SLACK_MS)
    return {
      waits,
      broken: [
        ...(early.length > 0 ? [`${early.length} acknowledgements came before the disk had it`] : []),
        ...(/slow|long/.test(reason) ? [] : [`/readyz says nothing of the slow disk: "${reason}"`]),
        ...broken,
      ],
    }
  } finally {
    live.close()
    await deployment.close()
    await disk.remove()
  }
}

/** Answers when so many acknowledgements of what was done since then have come at moments of their own. */
async function waitedOut(person: Person, since: number, times: number): Promise<void> {
  const moments = ({ actions }: Person) =>
    new Set(actions.flatMap(({ at, ackedAt }) => (at >= since && ackedAt ? [Math.round(ackedAt / SLOW_MS)] : [])))
  await person.when((each) => moments(each).size >= times, WAIT_MS)
}
