import type { z } from 'zod'
import type { WireError } from './errors.ts'
import type { Action } from './roles.ts'

/** Budget of one connection for one request: `burst` at once, refilled at `perSecond`. */
export interface RateLimit {
  burst: number
  perSecond: number
}

export interface RequestOptions {
  /** Right that the caller must hold; null where everybody in the class may, or the handler decides (say why there). */
  action: Action | null
  rate: RateLimit
  /** Who may call: people in class (default), or anybody connected, also in the waiting room. */
  from?: 'joined' | 'connected'
}

/** A command that a client sends over socket.io: event name, checked input, ack. */
export interface Request<Input extends z.ZodType = z.ZodType, Reply = unknown> extends RequestOptions {
  name: string
  input: Input
  /** Type only. */
  reply?: Reply
}

/** Declares a request: `request('hand:raise', z.object({…}), options)<{ position: number }>()`. */
export const request =
  <Input extends z.ZodType>(name: string, input: Input, options: RequestOptions) =>
  <Reply>(): Request<Input, Reply> => ({ name, input, ...options })

export type InputOf<R> = R extends Request<infer Input, unknown> ? z.input<Input> : never
export type ParsedOf<R> = R extends Request<infer Input, unknown> ? z.output<Input> : never
export type ReplyOf<R> = R extends Request<z.ZodType, infer Reply> ? Reply : never

/** What every ack carries. */
export type Ack<Reply> = { ok: true; value: Reply } | { ok: false; error: WireError }
