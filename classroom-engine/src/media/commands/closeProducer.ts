import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Takes one's own track off air. */
export const closeProducer = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.close, async ({ room, session }, { producerId }) =>
    mediaOf(room).closeProducer(session, producerId),
  )
