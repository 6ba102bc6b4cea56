import type { LiveSession } from '@lectern/prisma'
import { type GuestPolicy, JOIN_TOKEN_SECONDS, type JoinClaims, type RecordPolicy, type Role } from '@lectern/protocol'
import { SignJWT } from 'jose'
import type { Config } from '../config.ts'
import type { ClassRole, JoinTicket } from '../generated/resolvers.ts'

export interface Person {
  /** `sub` of the token. */
  id: string
  name: string
  role: Role
  guest?: boolean
}

/** A join token for a class's room, as SPEC.md has it under [TK2]. */
export async function mintJoinToken(config: Config, session: LiveSession, person: Person): Promise<JoinTicket> {
  const exp = Math.floor(Date.now() / 1000) + JOIN_TOKEN_SECONDS
  const claims: Omit<JoinClaims, 'sub' | 'exp'> = {
    room: session.id,
    name: person.name,
    role: person.role,
    ...(person.guest && { guest: true }),
    ...(person.role === 'instructor' && {
      guestPolicy: session.guestPolicy.toLowerCase() as GuestPolicy,
      title: session.title,
      recording: { policy: session.recordPolicy.toLowerCase() as RecordPolicy, auto: session.autoRecord },
    }),
  }
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(person.id)
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(new TextEncoder().encode(config.LECTERN_JOIN_SECRET))
  return {
    token,
    engineUrl: config.LECTERN_PUBLIC_ENGINE_URL,
    expiresAt: new Date(exp * 1000),
    room: session.id,
    role: person.role.toUpperCase() as ClassRole,
  }
}
