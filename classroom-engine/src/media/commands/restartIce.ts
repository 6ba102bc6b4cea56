import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Gives a transport new ICE credentials, after a change of network. */
export const restartIce = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.restartIce, async ({ room, session }, { transportId }) =>
    mediaOf(room).restartIce(session, transportId),
  )
