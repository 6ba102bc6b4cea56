import { z } from 'zod'
import { DisplayName, RoomId, UserId } from './ids.ts'
import { RecordChoice } from './recording.ts'
import { Grant, Role } from './roles.ts'

export const GuestPolicy = z.enum(['open', 'ask', 'deny'])
export type GuestPolicy = z.infer<typeof GuestPolicy>

/**
 * Claims of a join token: a JWT, HS256, secret `LECTERN_JOIN_SECRET`. Rules [TK1] to [TK5] of SPEC.md.
 * Claims that are not named here are ignored.
 */
export const JoinClaims = z.object({
  /** Room the token opens, and no other. */
  room: RoomId,
  /** The person. Two tokens with one `sub` are one person, on two devices perhaps. */
  sub: UserId,
  name: DisplayName,
  role: Role,
  /** Seconds since 1970. Required: a token without an end is refused. */
  exp: z.number().int(),
  iat: z.number().int().optional(),
  /** A guest meets the room's guest policy before coming in. */
  guest: z.boolean().optional(),
  /** Rights on top of the role, from the first moment. */
  grants: z.array(Grant).optional(),
  /** Only from an instructor, only when the room opens: what guests meet. Default `ask`. */
  guestPolicy: GuestPolicy.optional(),
  /** Only from an instructor, only when the room opens: shown as the class's title. */
  title: z.string().trim().max(200).optional(),
  /** Only from an instructor, only when the room opens: what becomes of recording. Default: nothing is recorded until it is switched on. */
  recording: RecordChoice.optional(),
})
export type JoinClaims = z.infer<typeof JoinClaims>

/** Longest lifetime of a join token that the engine accepts, in seconds from now. */
export const JOIN_TOKEN_MAX_SECONDS = 24 * 60 * 60
/** Lifetime of the tokens that the engine hands to people in class, in seconds; they are renewed at half of it. */
export const JOIN_TOKEN_SECONDS = 10 * 60
