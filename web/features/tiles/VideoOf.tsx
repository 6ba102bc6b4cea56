'use client'

import { useEffect, useRef } from 'react'
import { cx } from '../../ui/cx.ts'

/** Shows a picture without sound: sound has elements of its own, so that a tile may come and go. */
export function VideoOf({
  track,
  mirrored = false,
  fit = 'cover',
  className,
}: {
  track: MediaStreamTrack
  mirrored?: boolean
  fit?: 'cover' | 'contain'
  className?: string
}) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = new MediaStream([track])
    // Muted video always may play; a play() that a newer source interrupts rejects, and that is fine.
    element.play().catch(() => undefined)
    return () => {
      element.srcObject = null
    }
  }, [track])
  return (
    <video
      ref={video}
      muted
      autoPlay
      playsInline
      disablePictureInPicture
      className={cx(
        'absolute inset-0 size-full',
        fit === 'cover' ? 'object-cover' : 'object-contain',
        mirrored && '-scale-x-100',
        className,
      )}
    />
  )
}
