import { setTimeout as wait } from 'node:timers/promises'
import { random } from '../../../scripts/support/random.ts'
import { MediaStack } from '../../../web/e2e/media/MediaStack.ts'
import { launchBrowser } from '../../../web/e2e/support/launchBrowser.ts'
import type { Fault, FaultRun, Outcome, Violation } from './Fault.ts'
import { ClassStream } from './media/ClassStream.ts'
import { openPair, type PairInClass } from './media/openPair.ts'

const ROOM = 'sfu-killed'
/** Longest time until the kill, after all flows, ms. */
const CALM_MS = 800

interface Measured {
  back: number[]
  board: number[]
  chat: number[]
}

export const sfuKilled: Fault = {
  id: 3,
  title: 'kill -9 of the SFU',
  logs: ['lmdb'],
  seeds: { whole: 15, short: 2 },
  async run(run: FaultRun): Promise<Outcome> {
    const [stack, browser] = await Promise.all([MediaStack.start({ LECTERN_SFU_WORKERS: '2' }), launchBrowser()])
    try {
      const pair = await openPair(browser, stack, ROOM)
      const tokens = await Promise.all(['kim', 'lee'].map((name) => stack.token(ROOM, name, { role: 'assistant' })))
      const stream = await ClassStream.open(`http://127.0.0.1:${stack.engine.port}`, ROOM, tokens as [string, string])
      const outcome = await killAgainAndAgain(run, stack, pair, stream)
      stream.close()
      return outcome
    } finally {
      await browser.close()
      await stack.close()
    }
  },
}

async function killAgainAndAgain(
  { seeds, tell }: FaultRun,
  stack: MediaStack,
  pair: PairInClass,
  stream: ClassStream,
): Promise<Outcome> {
  const measured: Measured = { back: [], board: [], chat: [] }
  const violations: Violation[] = []
  for (const seed of seeds) {
    await wait(random(seed).below(CALM_MS))
    const killedAt = Date.now()
    measured.back.push(await killOnce(stack, pair))
    measured.board.push(stream.longestGap('board', killedAt))
    measured.chat.push(stream.longestGap('chat', killedAt))
    if (!stream.connected) violations.push({ seed, text: 'board or chat lost their connection' })
    tell(`seed ${seed}: sound and picture ${measured.back.at(-1)} ms after the SFU was there again`)
  }
  const figures = [
    { name: 'media back after restart', unit: 'ms', values: measured.back, goal: { of: 'p95', atMost: 3000 } },
    { name: 'longest wait for an edit', unit: 'ms', values: measured.board },
    { name: 'longest wait for a chat line', unit: 'ms', values: measured.chat },
  ] as const
  return { figures, violations }
}

/** How long after its return sound and picture are back, ms. */
async function killOnce(stack: MediaStack, { student }: PairInClass): Promise<number> {
  const killedAt = Date.now()
  await stack.crashSfu()
  const restartedAt = Date.now()
  await student.receives({ since: restartedAt, openedSince: killedAt })
  const { frames, sounds, opened } = await student.flow()
  const newest = opened.at(-1)!
  const first = (arrivals: readonly number[]) => arrivals.find((at) => at > newest)!
  return Math.round(Math.max(0, first(frames) - restartedAt, first(sounds) - restartedAt))
}
