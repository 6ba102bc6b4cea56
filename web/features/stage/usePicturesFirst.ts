'use client'

import { startTransition, useEffect, useRef, useState } from 'react'
import type { MediaState } from '../media/MediaState.ts'

/** Longest wait for a picture, ms. */
const WAIT_MS = 600

/**
 * Whether what takes long to draw may be drawn: once the first picture of somebody else is there, or does not come in time. Drawing
 * it before would hold up the page's own thread, on which pictures are opened. `expected`: somebody else's camera is on air.
 */
export function usePicturesFirst({ remote }: MediaState, expected: boolean): boolean {
  const [free, setFree] = useState(!expected)
  const now = useRef(remote)
  useEffect(() => {
    now.current = remote
  })
  useEffect(() => {
    if (free) return
    const go = () => startTransition(() => setFree(true))
    const loaded = ({ target }: Event) => {
      if (target instanceof HTMLVideoElement && showsOneOf(target, now.current)) afterFrame(target, go)
    }
    const timer = setTimeout(go, WAIT_MS)
    // Events of media do not bubble, but they are caught on their way down.
    document.addEventListener('loadeddata', loaded, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('loadeddata', loaded, true)
    }
  }, [free])
  return free
}

function showsOneOf(element: HTMLVideoElement, remote: MediaState['remote']): boolean {
  const { srcObject } = element
  const [track] = srcObject instanceof MediaStream ? srcObject.getVideoTracks() : []
  const shown = track ?? element
  return [...remote.values()].some(({ camera, screen }) => camera === shown || screen === shown)
}

/** Some browsers do not tell when a frame is on the screen; there its data is taken for it. */
function afterFrame(video: HTMLVideoElement, run: () => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(run)
  else run()
}
