import { resolve } from 'node:path'
import { UserError } from '../support/UserError.ts'

const MAX_ENGINES = 16
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export interface StartOptions {
  ports: { web: number; api: number; engine: number; sfu: number; rtc: number; internal: number; redis: number }
  engines: number
  dataDir: string
  logLevel: string
  lan: boolean
  /** Address of this machine for `lan`; found by itself if left out. */
  lanAddress: string | undefined
  dev: boolean
}

interface OptionRow {
  names: string[]
  value?: string
  env?: string
  fallback?: string
  text: string
}

const OPTIONS = {
  web: {
    names: ['--port', '--web-port'],
    value: 'N',
    env: 'LECTERN_WEB_PORT',
    fallback: '3000',
    text: 'port of the web app',
  },
  api: {
    names: ['--api-port'],
    value: 'N',
    env: 'LECTERN_API_PORT',
    fallback: '4000',
    text: 'port of the GraphQL api',
  },
  engine: {
    names: ['--engine-port'],
    value: 'N',
    env: 'LECTERN_ENGINE_PORT',
    fallback: '4100',
    text: 'port of the engine',
  },
  sfu: {
    names: ['--sfu-port'],
    value: 'N',
    env: 'LECTERN_SFU_PORT',
    fallback: '4200',
    text: 'control port of the SFU',
  },
  rtc: {
    names: ['--rtc-port'],
    value: 'N',
    env: 'LECTERN_SFU_RTC_PORT',
    fallback: '44400',
    text: 'first media port, one per core, UDP and TCP',
  },
  engines: {
    names: ['--engines'],
    value: 'N',
    fallback: '1',
    text: 'how many engines; several share rooms in a Redis',
  },
  internal: {
    names: ['--internal-port'],
    value: 'N',
    env: 'LECTERN_ENGINE_INTERNAL_PORT',
    fallback: '4110',
    text: 'first port of engines for one another, one per engine',
  },
  redis: {
    names: ['--redis-port'],
    value: 'N',
    fallback: '4379',
    text: 'port of the Redis that several engines share',
  },
  dataDir: {
    names: ['--data'],
    value: 'FOLDER',
    env: 'LECTERN_DATA_DIR',
    fallback: '.lectern',
    text: 'where everything is kept',
  },
  logLevel: {
    names: ['--log-level'],
    value: 'LEVEL',
    env: 'LECTERN_LOG_LEVEL',
    fallback: 'info',
    text: LOG_LEVELS.join(', '),
  },
  lan: { names: ['--lan'], text: 'serve over https to the local network, with a QR code' },
  lanAddress: { names: ['--lan-address'], value: 'IP', text: "this machine's address for --lan" },
  dev: { names: ['--dev'], text: 'watch mode: restart services and rebuild pages when a file changes' },
  help: { names: ['--help', '-h'], text: 'this list' },
} as const satisfies Record<string, OptionRow>

type Key = keyof typeof OPTIONS
type Given = Partial<Record<Key, string>>
type Env = Record<string, string | undefined>

/** Reads the command line and the environment; the command line wins. `'help'` if that is what was asked for. */
export function readOptions(args: string[], env: Env, cwd: string): StartOptions | 'help' {
  refuseOptionsKeptByNpm(env)
  const given = parseArguments(args)
  if (given.help !== undefined) return 'help'
  const value = (key: Key) => given[key] ?? fromEnvironment(key, env)
  const ports = {
    web: readPort('web', value('web')),
    api: readPort('api', value('api')),
    engine: readPort('engine', value('engine')),
    sfu: readPort('sfu', value('sfu')),
    rtc: readPort('rtc', value('rtc')),
    internal: readPort('internal', value('internal')),
    redis: readPort('redis', value('redis')),
  }
  const engines = readEngines(value('engines')!)
  refuseSamePort(ports, engines)
  return {
    ports,
    engines,
    dataDir: resolve(cwd, value('dataDir')!),
    logLevel: readLogLevel(value('logLevel')!),
    lan: given.lan !== undefined || given.lanAddress !== undefined,
    lanAddress: given.lanAddress,
    dev: given.dev !== undefined,
  }
}

export function helpText(): string {
  const rows = Object.values(OPTIONS).map((row: OptionRow) => {
    const left = `${row.names.join(', ')}${row.value ? ` ${row.value}` : ''}`
    const notes = [row.env, row.fallback && `default ${row.fallback}`].filter(Boolean).join(', ')
    return `  ${left.padEnd(24)}${row.text}${notes && ` (${notes})`}`
  })
  return ['Usage: npm start -- [options]', '', ...rows].join('\n')
}

function parseArguments(args: string[]): Given {
  const given: Given = {}
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [name = '', inline] = arg.split(/=(.*)/s)
    const [key, row] =
      (Object.entries(OPTIONS) as [Key, OptionRow][]).find(([, { names }]) => names.includes(name)) ?? []
    if (!key || !row) throw new UserError(`There is no option ${name}: see npm start -- --help.`)
    if (!row.value && inline !== undefined) throw new UserError(`${name} takes no value: leave out "=${inline}".`)
    const value = row.value ? (inline ?? rest.shift()) : 'yes'
    if (!value || (row.value && inline === undefined && value.startsWith('--'))) {
      throw new UserError(`${name} needs a value: write ${name} ${row.value}.`)
    }
    given[key] = value
  }
  return given
}

/** Without the "--" in between, npm takes options for its own and tells us only by the environment. */
function refuseOptionsKeptByNpm(env: Env): void {
  for (const { names } of Object.values(OPTIONS)) {
    for (const name of names) {
      const kept = env[`npm_config_${name.replace(/^-+/, '').replaceAll('-', '_')}`]
      if (kept && name !== '-h') throw new UserError(`npm took ${name} for itself: write npm start -- ${name} …`)
    }
  }
}

function fromEnvironment(key: Key, env: Env): string | undefined {
  const row: OptionRow = OPTIONS[key]
  return (row.env && env[row.env]) || row.fallback
}

function readPort(key: Key, value: string | undefined): number {
  const row: OptionRow = OPTIONS[key]
  const port = Number(value)
  if (/^\d{1,5}$/.test(value ?? '') && port >= 1 && port <= 65_535) return port
  const name = [row.names[0], row.env && `(${row.env})`].filter(Boolean).join(' ')
  throw new UserError(`${name} is "${value}": give a port from 1 to 65535.`)
}

function readEngines(value: string): number {
  const engines = Number(value)
  if (/^\d+$/.test(value) && engines >= 1 && engines <= MAX_ENGINES) return engines
  throw new UserError(`--engines is "${value}": give a number from 1 to ${MAX_ENGINES}.`)
}

function refuseSamePort({ internal, redis, ...ports }: StartOptions['ports'], engines: number): void {
  const seen = new Map<number, string>()
  const ofEngines = Array.from({ length: engines }, (_, index): [string, number] => [
    `engine ${index + 1}`,
    internal + index,
  ])
  const forSeveral: [string, number][] = engines > 1 ? [['redis', redis], ...ofEngines] : []
  for (const [name, port] of [...Object.entries(ports), ...forSeveral]) {
    const other = seen.get(port)
    if (other) throw new UserError(`${other} and ${name} were both given port ${port}: give each its own.`)
    seen.set(port, name)
  }
}

function readLogLevel(value: string): string {
  if ((LOG_LEVELS as readonly string[]).includes(value)) return value
  throw new UserError(`--log-level (LECTERN_LOG_LEVEL) is "${value}": give one of ${LOG_LEVELS.join(', ')}.`)
}
