'use client'

import { useEffect, useRef } from 'react'

/** A bar that follows a voice. It is decoration for the eye: nothing is spoken twenty times a second. */
export function LevelMeter({
  listen,
}: {
  /** Starts to tell the level, 0 to 1; returns how to stop. Keep it the same between renders. */
  listen: (onLevel: (level: number) => void) => () => void
}) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      listen((level) => {
        if (bar.current) bar.current.style.transform = `scaleX(${Math.max(0.02, level)})`
      }),
    [listen],
  )
  return (
    <div aria-hidden className="h-2 w-full overflow-hidden rounded-full bg-sunken">
      <div ref={bar} className="h-full origin-left rounded-full bg-accent" style={{ transform: 'scaleX(0.02)' }} />
    </div>
  )
}
