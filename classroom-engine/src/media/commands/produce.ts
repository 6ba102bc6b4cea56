import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Puts a track on air. The right depends on its source. */
export const produce = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.produce, async ({ room, session }, input) => mediaOf(room).produce(session, input))
