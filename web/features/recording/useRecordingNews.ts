'use client'

import { useEffect, useRef, useState } from 'react'

/** What is to be said aloud about the recording: that it is on, also to whoever comes in, and that it stopped. */
export function useRecordingNews(on: boolean): string {
  const before = useRef<boolean | null>(null)
  const [news, setNews] = useState('')
  useEffect(() => {
    const was = before.current
    before.current = on
    if (was !== on) setNews(newsOf(was, on))
  }, [on])
  return news
}

// One sentence for both: whoever comes in may get the state of a moment ago first, and the switch after it.
function newsOf(was: boolean | null, on: boolean): string {
  if (on) return 'This class is being recorded.'
  return was ? 'Recording has stopped.' : ''
}
