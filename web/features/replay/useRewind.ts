'use client'

import { useCallback, useEffect, useState } from 'react'
import { useToast } from '../../ui/Toast.tsx'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { useStage } from '../classroom/useClassroom.ts'
import { endOf, playableSpans } from './spans.ts'
import { closeReplay, type OpenReplay, openReplay } from './useReplay.ts'

/** So far back one is after a press on "Rewind", ms. */
const FIRST_MS = 30_000
/** Nearer than this to what is newest, one is back in the live class, ms. */
const CAUGHT_UP_MS = 300

export interface Rewind {
  /** There is something to go back to. */
  isPossible: boolean
  /** The earlier moment that is shown; null: the class as it is. */
  rewound: OpenReplay | null
  busy: boolean
  start: () => void
  backToLive: () => void
}

/** Goes back in a class that goes on, and forth to now, while one stays in it. */
export function useRewind(): Rewind {
  const classroom = useLiveClassroom()
  const toast = useToast()
  const isPossible = useStage((stage) => (stage.class?.recording?.since ?? null) !== null)
  const [rewound, setRewound] = useState<OpenReplay | null>(null)
  const [busy, setBusy] = useState(false)
  const backToLive = useCallback(() => setRewound(null), [])

  const start = async () => {
    setBusy(true)
    try {
      const { room, boardLicenseKey, client } = classroom
      const open = await openReplay({ id: room, token: () => client.token, startMs: undefined, boardLicenseKey })
      open.replay.seek(endOf(open.replay.spans) - FIRST_MS)
      open.replay.play()
      setRewound(open)
    } catch {
      toast({ title: 'There is nothing to go back to yet. Try again in a moment.' })
    } finally {
      setBusy(false)
    }
  }

  useEffect(() => {
    if (!rewound) return
    const { replay } = rewound
    const stop = replay.clock.subscribe(() => {
      const { t, playing } = replay.clock.getSnapshot()
      if (playing && t >= endOf(playableSpans(replay.index.getSnapshot())) - CAUGHT_UP_MS) backToLive()
    })
    return () => {
      stop()
      closeReplay(rewound)
    }
  }, [rewound, backToLive])

  return { isPossible, rewound, busy, start: () => void start(), backToLive }
}
