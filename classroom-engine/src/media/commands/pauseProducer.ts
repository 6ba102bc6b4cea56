import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Mutes or unmutes one's own track. */
export const pauseProducer = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.pause, async ({ room, session }, { producerId, paused }) =>
    mediaOf(room).pause(session, producerId, paused),
  )
