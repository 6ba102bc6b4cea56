'use client'

import { useEffect } from 'react'
import type { Classroom } from '../classroom/Classroom.ts'

/** When the page goes away: asks first while something is unsaved, then says goodbye, so that others see it at once. */
export function useGoodbye(classroom: Classroom | null): void {
  useEffect(() => {
    if (!classroom) return
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (classroom.connection.getSnapshot().unsaved > 0) event.preventDefault()
    }
    const onPageHide = (event: PageTransitionEvent) => {
      // A page that is kept may come back, and then tries its connection again.
      if (!event.persisted) void classroom.leave()
    }
    const onPageShow = (event: PageTransitionEvent) => {
      if (event.persisted) classroom.retryNow()
    }
    window.addEventListener('beforeunload', onBeforeUnload)
    window.addEventListener('pagehide', onPageHide)
    window.addEventListener('pageshow', onPageShow)
    return () => {
      window.removeEventListener('beforeunload', onBeforeUnload)
      window.removeEventListener('pagehide', onPageHide)
      window.removeEventListener('pageshow', onPageShow)
      classroom.close()
    }
  }, [classroom])
}
