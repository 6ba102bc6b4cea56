'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { MEDIA_OFF, type MediaState } from '../media/MediaState.ts'

const off = () => MEDIA_OFF
const nothing = { subscribe: () => () => undefined, read: off }

/** Sound and picture of this class; changes often while people speak. */
export function useMediaState(): MediaState {
  const { media } = useLiveClassroom()
  const { subscribe, read } = useMemo(
    () =>
      media
        ? { subscribe: (listener: () => void) => media.subscribe(listener), read: () => media.getSnapshot() }
        : nothing,
    [media],
  )
  return useSyncExternalStore(subscribe, read, off)
}
