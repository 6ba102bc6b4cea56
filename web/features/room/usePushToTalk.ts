'use client'

import { useEffect, useRef } from 'react'

/** While it is on and the space bar is held, one is heard. Only where the space bar has no other meaning. */
export function usePushToTalk(enabled: boolean, microphoneOn: boolean, setMicrophone: (on: boolean) => void): void {
  const latest = useRef({ microphoneOn, setMicrophone })
  useEffect(() => {
    latest.current = { microphoneOn, setMicrophone }
  })
  useEffect(() => {
    if (!enabled) return
    let talking = false
    const stop = () => {
      if (talking) latest.current.setMicrophone(false)
      talking = false
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const elsewhere = document.activeElement !== null && document.activeElement !== document.body
      if (event.key !== ' ' || event.repeat || elsewhere || latest.current.microphoneOn) return
      event.preventDefault()
      talking = true
      latest.current.setMicrophone(true)
    }
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === ' ') stop()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('keyup', onKeyUp)
    // A key that is released in another window is never told here.
    window.addEventListener('blur', stop)
    return () => {
      stop()
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('keyup', onKeyUp)
      window.removeEventListener('blur', stop)
    }
  }, [enabled])
}
