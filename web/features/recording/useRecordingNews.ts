'use client'

import { useEffect, useRef, useState } from 'react'

/** What is to be said aloud about the recording: as one comes in, and when it starts or stops. */
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

function newsOf(was: boolean | null, on: boolean): string {
  if (on) return was === null ? 'This class is being recorded.' : 'Recording has started.'
  return was ? 'Recording has stopped.' : ''
}
