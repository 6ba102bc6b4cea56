import { type Grant, holdsGrant, may, RANK, type Role, type StagePerson, type Standing } from '@lectern/protocol'

/** What one may do about another person, in the order of the menu. */
export interface PersonActions {
  /** Grants that one may give and take, and whether the person has them by grant. */
  grants: { grant: Grant; on: boolean }[]
  mute: boolean
  muteAndLock: boolean
  unlock: boolean
  role: 'assistant' | 'student' | null
  spotlight: boolean
  lowerHand: boolean
  remove: boolean
  ban: boolean
}

const GRANTS: readonly Grant[] = ['draw', 'present', 'speak']

/** Rule [RO2]: nobody acts on their own or a higher rank, nobody grants what they do not hold. */
export function personActions(
  me: Standing & { userId: string },
  target: Pick<StagePerson, 'role' | 'grants' | 'microphoneLocked'> & { userId: string; handRaised: boolean },
): PersonActions {
  const below = me.userId !== target.userId && RANK[me.role] > RANK[target.role]
  const mayGrant = below && target.role === 'student' && may(me, 'people:grant')
  const mayMute = below && may(me, 'people:mute')
  return {
    grants: mayGrant
      ? GRANTS.filter((grant) => holdsGrant(me, grant)).map((grant) => ({ grant, on: target.grants.includes(grant) }))
      : [],
    mute: mayMute,
    muteAndLock: mayMute && !target.microphoneLocked,
    unlock: mayMute && target.microphoneLocked,
    role: below && may(me, 'people:role') ? otherRole(target.role) : null,
    spotlight: may(me, 'layout:set'),
    lowerHand: target.handRaised && me.userId !== target.userId && may(me, 'hand:manage'),
    remove: below && may(me, 'people:remove'),
    ban: below && may(me, 'people:ban'),
  }
}

const otherRole = (role: Role) => (role === 'student' ? 'assistant' : 'student')
