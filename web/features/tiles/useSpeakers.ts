'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { MediaState } from '../media/MediaState.ts'
import { NO_SPEAKER, nextSpeaker } from './nextSpeaker.ts'

const RECHECK_MS = 500

export interface Speakers {
  /** Who speaks at this moment. */
  now: ReadonlySet<string>
  /** Who of the others has the floor: stays through pauses. */
  floor: string | null
  /** User id → when the person spoke last, on this browser's clock. */
  lastActive: ReadonlyMap<string, number>
}

/** Follows who speaks. */
export function useSpeakers(speakers: MediaState['speakers'], me: string): Speakers {
  const [state, setState] = useState(NO_SPEAKER)
  const lastActive = useRef(new Map<string, number>())
  const ids = speakers.map(({ userId }) => userId).join('\n')
  useEffect(() => {
    const all = ids === '' ? [] : ids.split('\n')
    const follow = () => {
      const at = Date.now()
      for (const userId of all) lastActive.current.set(userId, at)
      setState((before) =>
        nextSpeaker(
          before,
          all.filter((userId) => userId !== me),
          at,
        ),
      )
    }
    follow()
    if (all.length === 0) return
    const timer = setInterval(follow, RECHECK_MS)
    return () => clearInterval(timer)
  }, [ids, me])
  return useMemo(
    () => ({
      now: new Set(ids === '' ? [] : ids.split('\n')),
      floor: state.current,
      lastActive: lastActive.current,
    }),
    [ids, state],
  )
}
