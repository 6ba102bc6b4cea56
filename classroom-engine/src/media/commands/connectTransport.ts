import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Gives the caller's end of a transport. */
export const connectTransport = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.connect, async ({ room, session }, input) =>
    mediaOf(room).connectTransport(session, input),
  )
