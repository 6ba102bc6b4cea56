import { setTimeout as delay } from 'node:timers/promises'
import type { Fault, FaultRun, Violation } from './Fault.ts'
import { FaultyDisk } from './FaultyDisk.ts'
import { LiveClass } from './LiveClass.ts'
import { LmdbDeployment } from './LmdbDeployment.ts'

const ROOM = 'full'
const PEOPLE = 4
const WORK_MS = 400
const TOLD_MS = 15_000
const LOOK_MS = 50

/** The disk of the log is full for a while. */
export const diskFull: Fault = {
  id: 6,
  title: 'full disk',
  logs: ['lmdb'],
  seeds: { whole: 5, short: 1 },
  async run({ seeds, short, tell }: FaultRun) {
    const told: number[] = []
    const saved: number[] = []
    const violations: Violation[] = []
    for (const seed of seeds) {
      const { toldMs, savedMs, broken } = await fillOnce(seed, short ? 1000 : 5000)
      tell(
        `seed ${seed}: ${broken.length} broken, told after ${toldMs} ms, all saved ${savedMs} ms after there was room`,
      )
      told.push(toldMs)
      saved.push(savedMs)
      violations.push(...broken.map((text) => ({ seed, text })))
    }
    return {
      figures: [
        { name: '/readyz tells', unit: 'ms', values: told },
        { name: 'all saved once there is room', unit: 'ms', values: saved },
      ],
      violations,
    }
  },
}

async function fillOnce(seed: number, fullMs: number) {
  const disk = await FaultyDisk.make()
  const deployment = await LmdbDeployment.start({ under: disk.dataFolder, env: disk.env })
  const { url, secret, engine } = deployment
  const live = await LiveClass.open({ url, secret, room: ROOM, people: PEOPLE, seed })
  try {
    live.work(seed)
    await delay(WORK_MS)
    await disk.fill('nearly')
    const fullAt = Date.now()
    const reason = await whenReadiness(deployment, 503)
    const toldAt = Date.now()
    // What was on its way when the disk filled up may still be told.
    await delay(WORK_MS)
    const ackedBefore = acked(live)
    await delay(fullMs)
    const ackedMeanwhile = acked(live) - ackedBefore
    const hidden = live.people.filter(({ unsaved }) => unsaved === 0).map(({ name }) => name)
    await disk.fill('not')
    const roomAt = Date.now()
    live.stopWork()
    await Promise.all(live.people.map((person) => person.when(({ isQuiet }) => isQuiet, TOLD_MS)))
    const savedAt = Date.now()
    await whenReadiness(deployment, 200)
    const broken = [
      ...(/MB are left on the disk/.test(reason) ? [] : [`/readyz does not name the disk: "${reason}"`]),
      ...(ackedMeanwhile === 0 ? [] : [`${ackedMeanwhile} actions were acknowledged on a full disk`]),
      ...hidden.map((name) => `${name} does not know that something is not saved`),
      ...(engine.isRunning ? [] : ['the engine ended']),
      ...(await deployment.withLog((log) => live.check(log))),
    ]
    return { toldMs: toldAt - fullAt, savedMs: savedAt - roomAt, broken }
  } finally {
    live.close()
    await deployment.close()
    await disk.remove()
  }
}

const acked = ({ actions }: LiveClass): number => actions.filter(({ ackedAt }) => ackedAt !== undefined).length

/** Answers with the reason once `/readyz` answers so; with what it says instead after a while. */
async function whenReadiness({ engine }: LmdbDeployment, status: number): Promise<string> {
  const until = Date.now() + TOLD_MS
  for (;;) {
    const readiness = await engine.readiness()
    if (readiness.status === status || Date.now() > until) return readiness.reason
    await delay(LOOK_MS)
  }
}
