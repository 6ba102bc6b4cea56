import { random } from '../../../scripts/support/random.ts'
import { Crowd } from './Crowd.ts'
import type { Fault, Violation } from './Fault.ts'
import { fillBoard } from './fillBoard.ts'
import { LmdbDeployment } from './LmdbDeployment.ts'

const ROOM = 'crowd'
const WHOLE = { people: 200, records: 20_000 }
const SHORT = { people: 40, records: 4000 }

/** A whole class comes back in one moment, because its engine was started again. */
export const crowdReturns: Fault = {
  id: 8,
  title: '200 clients return at once to 20,000 records',
  logs: ['lmdb'],
  seeds: { whole: 5, short: 1 },
  async run({ seeds, short, tell }) {
    const { people, records } = short ? SHORT : WHOLE
    const inStep: number[] = []
    const cpu: number[] = []
    const violations: Violation[] = []
    const deployment = await LmdbDeployment.start()
    try {
      const { url, secret, engine } = deployment
      await fillBoard({ url, secret, room: ROOM, records, chance: random(seeds[0]!) })
      const crowd = await Crowd.come(deployment, ROOM, people)
      for (const seed of seeds) {
        await crowd.rest()
        const lost = crowd.lost()
        const answersAt = await deployment.crash()
        await lost
        await crowd.return()
        inStep.push(Date.now() - answersAt)
        cpu.push(engine.cpuMs / 1000)
        tell(`seed ${seed}: all in step after ${inStep.at(-1)} ms, ${cpu.at(-1)} CPU-seconds`)
        violations.push(...(await crowd.differences()).map((text) => ({ seed, text })))
      }
      crowd.close()
    } finally {
      await deployment.close()
    }
    return {
      figures: [
        { name: 'all in step', unit: 'ms', values: inStep, goal: { of: 'max', atMost: 5000 } },
        { name: 'CPU of the engine since its start', unit: 's', values: cpu, goal: { of: 'max', atMost: 2 } },
      ],
      violations,
    }
  },
}
