import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Says what the caller can decode; consumers come from now on. */
export const receiveMedia = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.ready, async ({ room, session }, input) => mediaOf(room).setCapabilities(session, input))
