'use client'

import { useSyncExternalStore } from 'react'

/** Whether the page fills the screen, and how to change that. */
export function useFullScreen(): { isFullScreen: boolean; toggle: () => void } {
  const isFullScreen = useSyncExternalStore(
    subscribe,
    () => document.fullscreenElement !== null,
    () => false,
  )
  const toggle = () => {
    const change = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.()
    // Some browsers and frames refuse; the class goes on as it is.
    change?.catch(() => undefined)
  }
  return { isFullScreen, toggle }
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}
