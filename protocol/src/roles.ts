import { z } from 'zod'

export const Role = z.enum(['student', 'assistant', 'instructor'])
export type Role = z.infer<typeof Role>

/** Rights given to one person on top of the role. */
export const Grant = z.enum(['draw', 'present', 'speak'])
export type Grant = z.infer<typeof Grant>

/** What an instructor can lock for students; a lock takes a right away, whatever the grants say. */
export const Lock = z.enum([
  'microphone',
  'camera',
  'chat',
  'privateChat',
  'notes',
  'cursors',
  'peopleList',
  'hands',
  'reactions',
])
export type Lock = z.infer<typeof Lock>
export type Locks = Partial<Record<Lock, boolean>>

interface ActionRow {
  /** Roles that hold the right by themselves. */
  roles: readonly Role[]
  /** Grant that gives it to anybody else. */
  grant?: Grant
  /** Lock that takes it from students. */
  lock?: Lock
}

const everyone = ['student', 'assistant', 'instructor'] as const
const staff = ['assistant', 'instructor'] as const
const instructor = ['instructor'] as const

/** The rights of a class. An action without a row does not exist. */
export const ACTIONS = {
  'chat:send': { roles: everyone, lock: 'chat' },
  'chat:private': { roles: everyone, lock: 'privateChat' },
  'chat:moderate': { roles: staff },
  'hand:raise': { roles: everyone, lock: 'hands' },
  'hand:manage': { roles: staff },
  'reaction:send': { roles: everyone, lock: 'reactions' },
  'poll:vote': { roles: everyone },
  'poll:manage': { roles: staff },
  'timer:manage': { roles: staff },
  'layout:set': { roles: staff },
  'page:set': { roles: staff },
  'page:manage': { roles: staff },
  'board:draw': { roles: staff, grant: 'draw' },
  'notes:write': { roles: everyone, lock: 'notes' },
  'cursor:show': { roles: everyone, lock: 'cursors' },
  'people:see': { roles: everyone, lock: 'peopleList' },
  'media:microphone': { roles: staff, grant: 'speak', lock: 'microphone' },
  'media:camera': { roles: staff, grant: 'speak', lock: 'camera' },
  'media:present': { roles: staff, grant: 'present' },
  'people:grant': { roles: staff },
  'people:mute': { roles: staff },
  'people:remove': { roles: staff },
  'people:ban': { roles: instructor },
  'people:role': { roles: instructor },
  'lobby:admit': { roles: staff },
  'locks:set': { roles: staff },
  'recording:manage': { roles: instructor },
  'chapter:add': { roles: staff },
  'class:end': { roles: instructor },
} as const satisfies Record<string, ActionRow>

export type Action = keyof typeof ACTIONS

/** What a person's rights depend on. */
export interface Standing {
  role: Role
  grants: readonly Grant[]
  locks: Locks
}

const row = (action: Action): ActionRow => ACTIONS[action]

/** Whether a role holds a right by itself, with no grant and no lock. */
export function can(role: Role, action: Action): boolean {
  return row(action).roles.includes(role)
}

/** Whether a person holds a right now: role or grant, unless locked. Locks bind students only. */
export function may(standing: Standing, action: Action): boolean {
  const { grant, lock } = row(action)
  if (lock && standing.role === 'student' && standing.locks[lock]) return false
  return can(standing.role, action) || (grant !== undefined && standing.grants.includes(grant))
}

/** Whether a person holds what a grant gives, which is the condition for giving it to others. */
export function holdsGrant(standing: Standing, grant: Grant): boolean {
  return (Object.keys(ACTIONS) as Action[]).some((action) => row(action).grant === grant && may(standing, action))
}

/** Rights that students have when a class starts. */
export const DEFAULT_GRANTS: readonly Grant[] = ['speak']

/** Higher stands above lower; one may act only on people of a lower rank (and instructors on anybody but the room's owner of the token). */
export const RANK: Record<Role, number> = { student: 0, assistant: 1, instructor: 2 }
