'use client'

import { useCallback, useEffect, useRef } from 'react'
import type { Classroom } from '../classroom/Classroom.ts'
import type { Door, Ticket } from './Door.ts'

/** How long a way in that nobody takes is kept, ms: well within the life of its ticket. */
const KEEP_MS = 60_000

/**
 * Gets the ticket and opens the connection while one still looks at oneself, where that changes nothing. Returns what gives the
 * prepared class, once; null where there is none.
 */
export function useAhead(door: Door, make: (ticket: Ticket) => Classroom): () => Classroom | null {
  const prepared = useRef<Classroom | null>(null)
  useEffect(() => {
    if (!door.ahead) return
    let over = false
    const drop = () => {
      over = true
      prepared.current?.close()
      prepared.current = null
    }
    const prepare = (ticket: Ticket | null) => {
      if (over || !ticket) return
      prepared.current = make(ticket)
      prepared.current.prepare()
    }
    // Where it fails now, joining asks again, and says what is wrong.
    door.enter().then(prepare, () => undefined)
    const timer = setTimeout(drop, KEEP_MS)
    return () => {
      clearTimeout(timer)
      drop()
    }
  }, [door, make])
  return useCallback(() => {
    const taken = prepared.current
    prepared.current = null
    return taken
  }, [])
}
