import { makeIdentity } from '../rtc/makeIdentity.ts'
import { BareNode } from './BareNode.ts'
import { Crowd, type Sample } from './Crowd.ts'
import { LecternNode } from './LecternNode.ts'
import { type Scenario, scenarios } from './scenarios.ts'

export interface SfuBenchOptions {
  /** Small and short: whether it works, not how fast it is. */
  quick: boolean
  rounds: number
  /** Part of a scenario's name; all if left out. */
  only?: string | undefined
}

export type Arm = 'bare worker' | 'ours, everything' | 'ours, with rules'

/** One scenario at one node, measured again and again. */
export interface ArmResult {
  arm: Arm
  samples: Sample[]
}

export interface ScenarioResult {
  scenario: string
  /** In one order; sample i of each was taken in round i. */
  arms: ArmResult[]
}

const TIMES = { warmUpMs: 2500, windowMs: 5000 }
const QUICK_TIMES = { warmUpMs: 600, windowMs: 800 }

/** Runs all scenarios one after the other. `tell` is called with a line for people now and then. */
export async function benchSfu(options: SfuBenchOptions, tell: (line: string) => void): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = []
  for (const scenario of scenarios(options.quick)) {
    if (options.only && !scenario.name.includes(options.only)) continue
    tell(`${scenario.name}: connecting`)
    results.push(await runScenario(scenario, options, tell))
  }
  return results
}

async function runScenario(
  scenario: Scenario,
  { quick, rounds }: SfuBenchOptions,
  tell: (line: string) => void,
): Promise<ScenarioResult> {
  const { warmUpMs, windowMs } = quick ? QUICK_TIMES : TIMES
  const crowds = await gatherAll(scenario)
  const arms = crowds.map(({ arm }): ArmResult => ({ arm, samples: [] }))
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const [index, { crowd }] of crowds.entries()) {
        arms[index]!.samples.push(await crowd.measure(warmUpMs, windowMs))
      }
      tell(`${scenario.name}: round ${round} of ${rounds}`)
    }
    return { scenario: scenario.name, arms }
  } finally {
    await Promise.all(crowds.map(({ crowd }) => crowd.leave()))
  }
}

async function gatherAll({ people, everything, withRules }: Scenario): Promise<{ arm: Arm; crowd: Crowd }[]> {
  const [identity, bareNode, ours, ruled] = await Promise.all([
    makeIdentity(),
    BareNode.start(),
    LecternNode.start(everything),
    withRules && LecternNode.start(),
  ])
  const bare = await Crowd.gather(bareNode, people(), identity)
  const all = await Crowd.gather(ours, people(), identity)
  await all.holds(bare.consumers)
  const crowds: { arm: Arm; crowd: Crowd }[] = [
    { arm: 'bare worker', crowd: bare },
    { arm: 'ours, everything', crowd: all },
  ]
  if (ruled && withRules) {
    crowds.push({ arm: 'ours, with rules', crowd: await Crowd.gather(ruled, withRules(), identity) })
  }
  return crowds
}
