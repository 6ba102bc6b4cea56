import { random } from '../../../scripts/support/random.ts'
import { MediaStack } from '../../../web/e2e/media/MediaStack.ts'
import { launchBrowser } from '../../../web/e2e/support/launchBrowser.ts'
import type { Fault, FaultRun, Outcome, Violation } from './Fault.ts'
import { longestGap } from './media/gaps.ts'
import { openPair, type PairInClass } from './media/openPair.ts'
import { pidOnUdpPort } from './media/pidOnUdpPort.ts'

/** A third worker is free for the room that loses its own, so that the two rooms never share one. */
const WORKERS = { LECTERN_SFU_WORKERS: '3', LECTERN_SFU_RTC_PORT: '0' }
const ROOMS = ['worker-a', 'worker-b'] as const
/** Longest time until the kill, after all flows, ms. */
const CALM_MS = 800

interface Gaps {
  picture: number[]
  sound: number[]
  other: number[]
}

export const workerKilled: Fault = {
  id: 2,
  title: 'kill -9 of a media worker',
  logs: ['lmdb'],
  seeds: { whole: 20, short: 2 },
  async run(run: FaultRun): Promise<Outcome> {
    const [stack, browser] = await Promise.all([MediaStack.start(WORKERS), launchBrowser()])
    try {
      // One after the other: the second one is given the worker that the first one left free.
      const pairs = [await openPair(browser, stack, ROOMS[0]), await openPair(browser, stack, ROOMS[1])]
      return await killAgainAndAgain(run, stack, pairs)
    } finally {
      await browser.close()
      await stack.close()
    }
  },
}

async function killAgainAndAgain({ seeds, tell }: FaultRun, stack: MediaStack, pairs: PairInClass[]): Promise<Outcome> {
  const gaps: Gaps = { picture: [], sound: [], other: [] }
  const violations: Violation[] = []
  for (const seed of seeds) {
    const said = await killOnce(seed, stack, pairs, gaps)
    violations.push(...said.map((text) => ({ seed, text })))
    tell(`seed ${seed}: no picture ${gaps.picture.at(-1)} ms, no sound ${gaps.sound.at(-1)} ms`)
  }
  const figures = [
    { name: 'gap of the picture', unit: 'ms', values: gaps.picture, goal: { of: 'p95', atMost: 1000 } },
    { name: 'gap of the sound', unit: 'ms', values: gaps.sound, goal: { of: 'p95', atMost: 1000 } },
    { name: 'gap in the other room', unit: 'ms', values: gaps.other },
  ] as const
  return { figures, violations }
}

/** Kills the worker of one room, and gives what must not be. */
async function killOnce(seed: number, stack: MediaStack, pairs: PairInClass[], gaps: Gaps): Promise<string[]> {
  const chance = random(seed)
  const hit = chance.pick(pairs)
  const other = pairs.find((pair) => pair !== hit)!
  const [hitPid, otherPid] = [await workerOf(hit, stack), await workerOf(other, stack)]
  await new Promise((resolve) => setTimeout(resolve, chance.below(CALM_MS)))
  const killedAt = Date.now()
  process.kill(hitPid, 'SIGKILL')
  await hit.student.receives({ since: killedAt, openedSince: killedAt })
  await other.student.receives({ since: killedAt })
  const [flow, undisturbed] = [await hit.student.flow(), await other.student.flow()]
  const now = Date.now()
  gaps.picture.push(Math.round(longestGap(flow.frames, killedAt, now)))
  gaps.sound.push(Math.round(longestGap(flow.sounds, killedAt, now)))
  gaps.other.push(Math.round(longestGap(undisturbed.frames, killedAt, now)))
  const said: string[] = []
  if (hitPid === otherPid) said.push('both rooms were on one worker')
  if (undisturbed.opened.some((at) => at > killedAt)) said.push(`${other.room} opened its media anew`)
  return said
}

async function workerOf({ student, room }: PairInClass, stack: MediaStack): Promise<number> {
  const [port] = await student.serverPorts()
  const pid = port === undefined ? undefined : pidOnUdpPort(port, stack.sfu.childPids)
  if (pid === undefined) throw new Error(`${room}: no worker has the port ${port}`)
  return pid
}
