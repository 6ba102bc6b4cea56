import type { ParsedOf, ReplyOf, Request, Standing } from '@lectern/protocol'
import type { Classroom } from '../room/Classroom.ts'
import type { Session } from '../room/Session.ts'

/** What a handler works with. */
export interface CommandContext {
  room: Classroom
  /** Who calls. In class, unless the request is open to everybody `connected`. */
  session: Session
  standing: Standing
  /** Log time, ms: that of the step in `handle`, that of the call in `handleAsync`. */
  now: number
}

/** A handler with its request. */
export type Handler =
  | { request: Request; inStep: true; run: (context: CommandContext, input: never) => unknown }
  | { request: Request; inStep: false; run: (context: CommandContext, input: never) => Promise<unknown> }

/**
 * A handler that runs inside the room's step, at once and to its end: what it reads is the state of this moment, what it changes
 * and appends is durable before the ack. Check first, then change: a throw sends the error to the caller alone, and what was changed
 * before the throw stays.
 */
export const handle = <R extends Request>(
  request: R,
  run: (context: CommandContext, input: ParsedOf<R>) => ReplyOf<R>,
) => ({ request, inStep: true as const, run })

/** A handler that runs outside the step, for what has to ask other services; what must be durable goes through `context.room.step`. */
export const handleAsync = <R extends Request>(
  request: R,
  run: (context: CommandContext, input: ParsedOf<R>) => Promise<ReplyOf<R>>,
) => ({ request, inStep: false as const, run })
