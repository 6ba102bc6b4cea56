import { percentile } from '../faults/percentile.ts'
import type { Figures, Measure } from './measures/measures.ts'

/** What was measured at one server, once per round. */
export interface ServerResult {
  server: string
  does: string
  rounds: Figures[]
}

export interface MeasureResult {
  measure: Measure
  results: ServerResult[]
}

/** The middle value of each figure over the rounds. */
export function medians(rounds: readonly Figures[]): Figures {
  const keys = Object.keys(rounds[0] ?? {})
  return Object.fromEntries(
    keys.map((key) => [
      key,
      percentile(
        rounds.map((round) => round[key]!),
        50,
      ),
    ]),
  )
}

/** Tables in Markdown, one per measure. The first server is what the others are compared with. */
export const tables = (results: readonly MeasureResult[]): string => results.map(table).join('\n\n')

function table({ measure: { title, goal, columns }, results }: MeasureResult): string {
  const [compared] = columns
  const own = medians(results[0]!.rounds)[compared!.key]!
  const head = ['', ...columns.map((column) => column.title), 'times ours']
  const rows = results.map(({ server, rounds }) => {
    const middle = medians(rounds)
    const values = columns.map(({ key, digits }) => middle[key]!.toFixed(digits))
    return [server, ...values, (middle[compared!.key]! / own).toFixed(1)]
  })
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'))
  return [`${title} (goal: ${goal})`, '', ...[head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`)].join(
    '\n',
  )
}
