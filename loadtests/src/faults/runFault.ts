import type { Fault, LogKind } from './Fault.ts'
import { KEPT_SEEDS } from './keptSeeds.ts'
import type { Result } from './table.ts'

export interface RunOptions {
  log: LogKind
  /** First seed; the others count up from it. */
  seed: number
  /** How many; the fault's own number if left out. */
  count?: number
  short: boolean
  tell: (line: string) => void
}

/** Brings a fault about with the seeds that once failed and as many new ones as asked for. */
export async function runFault(fault: Fault, { log, seed, count, short, tell }: RunOptions): Promise<Result> {
  const wanted = count ?? (short ? fault.seeds.short : fault.seeds.whole)
  const fresh = Array.from({ length: wanted }, (_, index) => seed + index)
  const seeds = [...new Set([...(KEPT_SEEDS[fault.id] ?? []), ...fresh])]
  const outcome = await fault.run({ log, seeds, short, tell })
  return { fault, log, seeds: seeds.length, outcome }
}
