import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Tells how the SFU sees the caller's link. */
export const mediaStats = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.stats, async ({ room, session }) => mediaOf(room).stats(session))
