import type { LiveSession } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'

export function requireLive({ state }: LiveSession): void {
  if (state === 'SCHEDULED') throw new LecternError('CLASS_NOT_STARTED')
  if (state === 'ENDED') throw new LecternError('CLASS_ENDED')
  if (state === 'CANCELLED') throw new LecternError('CLASS_ENDED', 'This class was cancelled.')
}
