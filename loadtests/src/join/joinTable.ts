import { percentile } from '../faults/percentile.ts'
import type { JoinResult } from './benchJoin.ts'
import type { JoinTimes } from './watchJoin.ts'

const GOALS = { p50: 400, p95: 800 }

const STEPS: Record<keyof JoinTimes, string> = {
  socket: 'socket for commands open',
  joined: 'let into the class',
  opened: 'transports made',
  told: 'told what it can receive',
  offered: 'first picture offered',
  ready: 'ready to receive it',
  connected: 'path connected (ICE, DTLS)',
  picture: 'first picture decoded',
}

/** Milliseconds after the click, for each step and class, as a table in Markdown. */
export function joinTable(results: readonly JoinResult[]): string {
  const head = ['done, ms after the click', ...results.flatMap(({ size }) => [`class of ${size}, p50`, 'p95', 'max'])]
  const rows = Object.entries(STEPS).map(([step, words]) => [
    words,
    ...results.flatMap(({ times }) => {
      const values = times.map((each) => each[step as keyof JoinTimes])
      return [50, 95, 100].map((percent) => String(Math.round(percentile(values, percent))))
    }),
  ])
  const cpu = results.flatMap(({ pageCpu }) =>
    [50, 95, 100].map((percent) => String(Math.round(percentile(pageCpu, percent)))),
  )
  const goals = results.flatMap(() => [`≤ ${GOALS.p50}`, `≤ ${GOALS.p95}`, ''])
  const lines = [
    head,
    head.map(() => '---'),
    ...rows,
    ['goal for the picture', ...goals],
    ["CPU of the page's own thread, ms", ...cpu],
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
