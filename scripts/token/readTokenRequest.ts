import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { UserError } from '../support/UserError.ts'
import type { TokenRequest } from './mintToken.ts'

export const TOKEN_USAGE = `Usage: npm run token -- --room R --name N --role instructor|assistant|student [options]

  --room R        the room the token opens
  --name N        the name that others see
  --role ROLE     instructor, assistant or student
  --sub ID        the person; two tokens with one id are one person (default: a new one)
  --ttl SECONDS   how long the token is good for (default 3600)
  --grant RIGHT   a right on top of the role, such as draw; may be given several times
  --guest         the room's guest policy applies
  --data FOLDER   where npm start keeps its secrets (default .lectern); LECTERN_JOIN_SECRET wins`

export interface TokenCommand {
  request: TokenRequest
  dataDir: string
}

/** Reads the command line of `npm run token`; what the claims must look like is checked when the token is made. */
export function readTokenRequest(args: string[], env: Record<string, string | undefined>): TokenCommand | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  const ttl = values.ttl === undefined ? undefined : Number(values.ttl)
  if (ttl !== undefined && !(Number.isInteger(ttl) && ttl > 0)) {
    throw new UserError(`--ttl is "${values.ttl}": give whole seconds.`)
  }
  const request = {
    room: required(values.room, '--room'),
    name: required(values.name, '--name'),
    role: required(values.role, '--role'),
    sub: values.sub ?? randomUUID(),
    ...(ttl && { ttl }),
    ...(values.grant && { grants: values.grant }),
    ...(values.guest && { guest: true }),
  }
  return { request: request as TokenRequest, dataDir: values.data ?? (env.LECTERN_DATA_DIR || '.lectern') }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        room: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        sub: { type: 'string' },
        ttl: { type: 'string' },
        grant: { type: 'string', multiple: true },
        guest: { type: 'boolean' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ')[0]}: see npm run token -- --help.`)
  }
}

function required(value: string | undefined, option: string): string {
  if (value) return value
  throw new UserError(`${option} is missing: see npm run token -- --help.`)
}
