import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Opens the caller's media, in place of what it had. */
export const openMedia = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.open, async ({ room, session }) => mediaOf(room).open(session))
