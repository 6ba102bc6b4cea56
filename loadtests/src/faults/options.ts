import { parseArgs } from 'node:util'
import { UserError } from '../../../scripts/support/UserError.ts'
import type { LogKind } from './Fault.ts'

/** What is asked for on the command line. */
export interface Options {
  /** Numbers of faults; all if left out. */
  only: number[] | undefined
  /** How many seeds each fault gets; its own number if left out. */
  seeds: number | undefined
  /** The first seed. */
  seed: number
  log: LogKind | undefined
  short: boolean
  /** Only the table, and what it was measured on. */
  bench: boolean
}

const USAGE = 'Usage: npm run faults -- [--only 1,8] [--seeds 20] [--seed 1234] [--log lmdb|redis] [--short] [--bench]'

/** Throws a `UserError` where an option is none, or has no sound value. */
export function readOptions(args: string[]): Options {
  const values = parse(args)
  const only = values.only?.split(',').map(wholeNumber)
  const seeds = values.seeds === undefined ? undefined : wholeNumber(values.seeds)
  const { log, short, bench } = values
  if (log !== undefined && log !== 'lmdb' && log !== 'redis') throw new UserError(USAGE)
  return { only, seeds, seed: wholeNumber(values.seed), log, short, bench }
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string' },
        seeds: { type: 'string' },
        seed: { type: 'string', default: '1' },
        log: { type: 'string' },
        short: { type: 'boolean', default: false },
        bench: { type: 'boolean', default: false },
      },
    })
    return values
  } catch {
    throw new UserError(USAGE)
  }
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new UserError(USAGE)
  return value
}
