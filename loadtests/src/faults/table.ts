import type { Fault, Figure, LogKind, Outcome } from './Fault.ts'
import { percentile } from './percentile.ts'

/** A fault that was brought about, and what came of it. */
export interface Result {
  fault: Fault
  log: LogKind
  seeds: number
  outcome: Outcome
}

const HEAD = ['fault', 'log', 'seeds', 'figure', 'p50', 'p95', 'max', 'goal', 'verdict']

const PERCENT = { p50: 50, p95: 95, max: 100 }

/** Whether a figure keeps its goal; one without values does not. */
export function isKept({ values, goal }: Figure): boolean {
  return goal === undefined || percentile(values, PERCENT[goal.of]) <= goal.atMost
}

/** Whether nothing was seen that must not be, and every goal is kept. */
export function isGood({ outcome: { figures, violations } }: Result): boolean {
  return violations.length === 0 && figures.every(isKept)
}

/** The results as a table in Markdown, columns lined up. */
export function table(results: readonly Result[]): string {
  const rows = [HEAD, ...results.flatMap(rowsOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(HEAD), rule, ...rows.slice(1).map(line)].join('\n')
}

function rowsOf({ fault, log, seeds, outcome: { figures, violations } }: Result): string[][] {
  const head = [`${fault.id} ${fault.title}`, log, String(seeds)]
  const count = violations.length
  const ofRules = [...head, 'rules broken', '', '', String(count), '0', count === 0 ? 'kept' : 'BROKEN']
  return [ofRules, ...figures.map((figure) => [...head, ...cellsOf(figure)])]
}

function cellsOf(figure: Figure): string[] {
  const { name, unit, values, goal } = figure
  const cells = Object.values(PERCENT).map((percent) => shown(percentile(values, percent)))
  const wanted = goal ? `${goal.of} ≤ ${shown(goal.atMost)}` : ''
  return [`${name}, ${unit}`, ...cells, wanted, goal ? (isKept(figure) ? 'kept' : 'MISSED') : '']
}

const shown = (value: number): string =>
  Number.isNaN(value) ? '–' : String(Math.abs(value) < 10 ? Math.round(value * 100) / 100 : Math.round(value))
