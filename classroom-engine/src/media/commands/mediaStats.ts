import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Tells how the SFU sees the caller's link, and hears for how long the caller was without it. */
export const mediaStats = (mediaOf: MediaOf, onGap: (ms: number) => void) =>
  handleAsync(MEDIA_COMMANDS.stats, async ({ room, session }, input) => {
    if (input?.gapMs !== undefined) onGap(input.gapMs)
    return mediaOf(room).stats(session)
  })
