import { z } from 'zod'
import { lineOfText } from './text.ts'

/** A room: what the school calls a live session's id, or any name an embedder chooses. */
export const RoomId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ -')
/** A person: `sub` of the join token. Ids become keys of objects, hence not `__proto__`. */
export const UserId = z
  .string()
  .regex(/^(?!__proto__$)[A-Za-z0-9_.:@-]{1,128}$/, 'must be 1 to 128 of A-Z a-z 0-9 _ . : @ -')
/** One connection of a person for commands and media. */
export const PeerId = z.string().min(1).max(64)
export const DisplayName = lineOfText(80)
/** An id that a client makes (UUID or nanoid), so that a retried command is done once. */
export const ClientMadeId = z
  .string()
  .regex(/^(?!__proto__$)[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 of A-Z a-z 0-9 _ -')
