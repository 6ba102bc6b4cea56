'use client'

import { useEffect } from 'react'
import { useToast } from '../../ui/Toast.tsx'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { mutedVoice, NOT_SPOKEN } from './mutedVoice.ts'
import { SHORTCUTS } from './shortcuts.ts'

/** Tells somebody who speaks while muted that nobody hears it. */
export function useMutedHint(muted: boolean): void {
  const { media } = useLiveClassroom()
  const toast = useToast()
  useEffect(() => {
    if (!media || !muted) return
    let state = NOT_SPOKEN
    return media.onLevel((level) => {
      const next = mutedVoice(state, level, Date.now())
      if (next.tell) toast({ title: `Your microphone is off. Press ${SHORTCUTS.microphone.key} to be heard.` })
      state = next
    })
  }, [media, muted, toast])
}
