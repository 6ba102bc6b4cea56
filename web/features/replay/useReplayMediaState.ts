'use client'

import { useSyncExternalStore } from 'react'
import type { MediaState } from '../media/MediaState.ts'
import type { ReplayMedia } from './ReplayMedia.ts'

/** Pictures of the replay, for stage and tiles. */
export function useReplayMediaState(media: ReplayMedia): MediaState {
  return useSyncExternalStore(media.subscribe, media.getSnapshot, media.getSnapshot)
}
