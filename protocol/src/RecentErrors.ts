import type { RecentError } from './nodeReport.ts'

const KEPT = 100
const MAX_MESSAGE = 200
/** pino's number for the level `error`. */
const ERROR_LEVEL = 50
const CODE = /^[A-Za-z][A-Za-z0-9_]{1,40}$/

type Log = (...args: unknown[]) => void

/** The last errors of a process, for operators. */
export class RecentErrors {
  #errors: RecentError[] = []

  /** `message` stands in the code: nothing that came from outside may be in it. */
  note(error: unknown, message: string, at: number = Date.now()): void {
    this.#errors.push({ at, code: codeOf(error), message: message.slice(0, MAX_MESSAGE) })
    if (this.#errors.length > KEPT) this.#errors.shift()
  }

  /** Newest first. */
  list(): RecentError[] {
    return this.#errors.toReversed()
  }

  /** `hooks` of a pino logger: what it logs as an error is noted. */
  readonly hooks = {
    logMethod: this.#watching(),
  }

  #watching() {
    const recent = this
    return function logMethod(this: unknown, args: unknown[], log: unknown, level: number): void {
      const [fields, message] = args
      // A line without fields may be a text of somebody else's, with anything in it.
      const isOurs = typeof fields === 'object' && typeof message === 'string'
      if (level >= ERROR_LEVEL) recent.note(errorOf(fields), isOurs ? message : 'see the log')
      ;(log as Log).apply(this, args)
    }
  }
}

function errorOf(fields: unknown): unknown {
  if (fields instanceof Error) return fields
  return (fields as { err?: unknown } | null | undefined)?.err
}

/** The error's own code where it has one, else its class. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return [code, name].find((each): each is string => typeof each === 'string' && CODE.test(each)) ?? 'ERROR'
}
