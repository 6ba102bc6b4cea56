import { MEDIA_COMMANDS } from '@lectern/protocol'
import { handleAsync } from '../../commands/handle.ts'
import type { MediaOf } from './MediaOf.ts'

/** Replaces the list of pictures that the caller wants. */
export const wishVideos = (mediaOf: MediaOf) =>
  handleAsync(MEDIA_COMMANDS.wish, async ({ room, session }, { videos }) => mediaOf(room).setWishes(session, videos))
