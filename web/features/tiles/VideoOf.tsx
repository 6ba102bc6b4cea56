'use client'

import { useEffect, useRef } from 'react'
import { cx } from '../../ui/cx.ts'
import type { Picture } from '../media/MediaState.ts'

type VideoOfProps = { mirrored?: boolean; fit?: 'cover' | 'contain'; className?: string }

/** Shows a picture without sound: sound has elements of its own, so that a tile may come and go. */
export function VideoOf({ track, ...rest }: { track: Picture } & VideoOfProps) {
  return track instanceof HTMLVideoElement ? (
    <PlacedVideo element={track} {...rest} />
  ) : (
    <VideoOfTrack track={track} {...rest} />
  )
}

function classesOf({ mirrored = false, fit = 'cover', className }: VideoOfProps): string {
  return cx(
    'absolute inset-0 size-full',
    fit === 'cover' ? 'object-cover' : 'object-contain',
    mirrored && '-scale-x-100',
    className,
  )
}

/** An element that somebody else plays. */
function PlacedVideo({ element, ...rest }: { element: HTMLVideoElement } & VideoOfProps) {
  const place = useRef<HTMLDivElement>(null)
  const classes = classesOf(rest)
  useEffect(() => {
    place.current?.append(element)
    return () => element.remove()
  }, [element])
  useEffect(() => {
    element.className = classes
  }, [element, classes])
  return <div ref={place} className="absolute inset-0" />
}

function VideoOfTrack({ track, ...rest }: { track: MediaStreamTrack } & VideoOfProps) {
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
  return <video ref={video} muted autoPlay playsInline disablePictureInPicture className={classesOf(rest)} />
}
