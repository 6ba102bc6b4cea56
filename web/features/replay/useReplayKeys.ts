'use client'

import { useEffect, useRef } from 'react'
import { keyPlace, type ReplayKey, replayKeyOf } from './replayKeys.ts'

/** Runs the keys of the replay while it is shown. */
export function useReplayKeys(actions: Record<ReplayKey, () => void>): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = replayKeyOf(event, keyPlace(document.activeElement))
      if (!key) return
      event.preventDefault()
      // Before the board takes it: nobody draws here.
      event.stopPropagation()
      latest.current[key]()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
