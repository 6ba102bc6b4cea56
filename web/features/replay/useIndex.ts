'use client'

import type { TimelineIndex } from '@lectern/recording/timeline'
import { useLive } from '../classroom/useClassroom.ts'
import { useWatching } from './ReplayContext.tsx'

/** What there is of the recording; grows while the class goes on. */
export const useIndex = (): TimelineIndex => useLive(useWatching().replay.index)
