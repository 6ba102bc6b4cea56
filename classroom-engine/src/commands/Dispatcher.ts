import {
  type Ack,
  type Action,
  ERRORS,
  type ErrorCode,
  LecternError,
  may,
  type Standing,
  toWireError,
} from '@lectern/protocol'
import type { Logger } from 'pino'
import type { ZodError } from 'zod'
import type { Classroom } from '../room/Classroom.ts'
import type { Session } from '../room/Session.ts'
import { TokenBucket } from '../room/TokenBucket.ts'
import type { CommandContext, Handler } from './handle.ts'

export interface DispatcherOptions {
  handlers: readonly Handler[]
  logger: Logger
  onRefused: (code: ErrorCode) => void
}

/** Commands of one connection that may wait for an answer; more pile up only while nothing can be made durable. */
const MAX_WAITING = 200

/** What the dispatcher keeps of a connection. */
interface Caller {
  budgets: Map<string, TokenBucket>
  waiting: number
}

/** Takes commands as they come from a socket, checks them in the order of [CM2], and runs their handlers. */
export class Dispatcher {
  readonly #handlers: Map<string, Handler>
  readonly #logger: Logger
  readonly #onRefused: (code: ErrorCode) => void
  readonly #callers = new WeakMap<Session, Caller>()

  constructor({ handlers, logger, onRefused }: DispatcherOptions) {
    this.#handlers = new Map(handlers.map((handler) => [handler.request.name, handler]))
    this.#logger = logger
    this.#onRefused = onRefused
  }

  /** Never throws: what goes wrong is in the ack. */
  async dispatch(room: Classroom, session: Session, event: string, payload: unknown): Promise<Ack<unknown>> {
    const caller = this.#callerOf(session)
    caller.waiting += 1
    try {
      const handler = this.#handlers.get(event)
      if (!handler) throw new LecternError('NOT_FOUND', 'There is no such command.')
      if (caller.waiting > MAX_WAITING) throw new LecternError('NOT_SAVED_YET')
      return { ok: true, value: await this.#run(handler, room, session, payload) }
    } catch (error) {
      if (!(error instanceof LecternError)) {
        this.#logger.error({ err: error, room: room.id, command: event }, 'a command failed')
      }
      const wire = toWireError(error)
      this.#onRefused(wire.code)
      return { ok: false, error: wire }
    } finally {
      caller.waiting -= 1
    }
  }

  async #run(handler: Handler, room: Classroom, session: Session, payload: unknown): Promise<unknown> {
    const { request } = handler
    mustBeInClass(handler, session)
    const { success, data, error } = request.input.safeParse(payload ?? undefined)
    if (!success) throw badRequest(error)
    mustMay(room.standing(session.userId), request.action)
    this.#mustKeepRate(session, handler)
    const input = data as never
    const context = (): CommandContext => {
      const standing = room.standing(session.userId)
      return { room, session, standing, now: room.now }
    }
    if (!handler.inStep) return handler.run(context(), input)
    return room.step(() => {
      // What was so when it came may not be so any more.
      mustBeInClass(handler, session)
      mustMay(room.standing(session.userId), request.action)
      return handler.run(context(), input)
    })
  }

  #mustKeepRate(session: Session, { request: { name, rate } }: Handler): void {
    const { budgets } = this.#callerOf(session)
    const budget = budgets.get(name) ?? new TokenBucket(rate)
    budgets.set(name, budget)
    if (!budget.take()) throw new LecternError('RATE_LIMITED', undefined, { retryAfterMs: budget.waitMs })
  }

  #callerOf(session: Session): Caller {
    const caller = this.#callers.get(session) ?? { budgets: new Map(), waiting: 0 }
    this.#callers.set(session, caller)
    return caller
  }
}

function mustBeInClass({ request }: Handler, session: Session): void {
  if (session.state === 'joined' || request.from === 'connected') return
  if (session.state === 'waiting') throw new LecternError('WAITING')
  throw new LecternError('NOT_ALLOWED', 'Join the class first.')
}

/** A lock is told as such: its person may do it again once it is lifted. */
function mustMay(standing: Standing, action: Action | null): void {
  if (!action || may(standing, action)) return
  const isLocked = may({ ...standing, locks: {} }, action)
  throw new LecternError(isLocked ? 'LOCKED' : 'NOT_ALLOWED')
}

function badRequest({ issues: [issue] }: ZodError): LecternError {
  const field = issue?.path.join('.')
  return new LecternError('BAD_REQUEST', issue?.message ?? ERRORS.BAD_REQUEST.message, field ? { field } : {})
}
