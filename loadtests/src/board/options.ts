import { parseArgs } from 'node:util'
import { UserError } from '../../../scripts/support/UserError.ts'

/** What is asked for on the command line. */
export interface Options {
  /** Small and short: shows that everything works, and no figure that means anything. */
  quick: boolean
  json: boolean
  /** How often each server is measured; the table shows medians. */
  rounds: number
  /** Parts of the names of servers and measures; all if left out. */
  servers: string[]
  measures: string[]
  /** Folder for CPU profiles of the servers. */
  profile: string | undefined
}

const USAGE =
  'Usage: npm run bench:board -- [--quick] [--json] [--rounds 3] [--servers engine,hocuspocus] [--measures crowd,classes,idle,join] [--profile folder]'

/** Throws a `UserError` where an option is none, or has no sound value. */
export function readOptions(args: string[]): Options {
  const { rounds, servers, measures, ...rest } = parse(args)
  const count = Number(rounds ?? (rest.quick ? 1 : 3))
  if (!Number.isSafeInteger(count) || count < 1) throw new UserError(USAGE)
  return { ...rest, profile: rest.profile, rounds: count, servers: listOf(servers), measures: listOf(measures) }
}

/** Whether a name is among those asked for. */
export const isChosen = (name: string, asked: readonly string[]): boolean =>
  asked.length === 0 || asked.some((part) => name.toLowerCase().includes(part.toLowerCase()))

const listOf = (text: string | undefined): string[] => text?.split(',').filter((part) => part !== '') ?? []

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        servers: { type: 'string' },
        measures: { type: 'string' },
        profile: { type: 'string' },
      },
    })
    return values
  } catch {
    throw new UserError(USAGE)
  }
}
