import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Starts consumers that the caller has made. */
export const startConsumers = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.consumed, async ({ room, session }, { consumerIds }) =>
    mediaOf(room).consumersReady(session, consumerIds),
  )
