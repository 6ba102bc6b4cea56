'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useToast } from '../../ui/Toast.tsx'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { useStage } from '../classroom/useClassroom.ts'
import { ReplayError } from './ReplayLoader.ts'
import { endOf, lengthOf, playableSpans } from './spans.ts'
import { closeReplay, type OpenReplay, openReplay, type ReplayRequest } from './useReplay.ts'

/** So far back one is after a press on "Rewind", ms. */
const FIRST_MS = 30_000
/** The first moments of a recording take so long to come, ms. */
const PATIENCE_MS = 25_000
const LOOK_AGAIN_MS = 1000
/** Less than this is not worth going back to, ms. */
const SHORTEST_MS = 2000
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
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  const start = async () => {
    setBusy(true)
    try {
      const { room, boardLicenseKey, client } = classroom
      const open = await openSoon({ id: room, token: () => client.token, startMs: undefined, boardLicenseKey })
      if (!isHere.current) {
        closeReplay(open)
        return
      }
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

/** Opens the recording as soon as there is something of it. Rejects where nothing comes. */
async function openSoon(request: ReplayRequest): Promise<OpenReplay> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const open = await openReplay(request).catch(() => null)
    if (open && lengthOf(open.replay.spans) > SHORTEST_MS) return open
    if (open) closeReplay(open)
    if (performance.now() > until) throw new ReplayError(null)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
