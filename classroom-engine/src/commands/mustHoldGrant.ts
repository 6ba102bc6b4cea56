import { type Grant, holdsGrant, LecternError } from '@lectern/protocol'
import type { CommandContext } from './handle.ts'

/** Throws NOT_ALLOWED where the caller does not hold what the grant gives. Rule [RO2]. */
export function mustHoldGrant({ standing }: CommandContext, grant: Grant): void {
  if (holdsGrant(standing, grant)) return
  throw new LecternError('NOT_ALLOWED', 'You can give only rights that you hold yourself.', { field: 'grant' })
}
