'use client'

import { type KeyboardEvent, type PointerEvent, useId, useLayoutEffect, useRef } from 'react'
import { momentWords } from '../../replay/moment'
import type { DraftCut } from './draft'

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -30,
  PageUp: 30,
}

/** The length of a recording: where it begins and ends, by two handles, and what is cut out. Times in seconds. */
export function CutBar({
  duration,
  from,
  to,
  cuts,
  chapters,
  onFrom,
  onTo,
}: {
  duration: number
  from: number
  to: number
  cuts: readonly DraftCut[]
  /** Where chapters begin. */
  chapters: readonly { id: string; atSeconds: number }[]
  onFrom: (seconds: number) => void
  onTo: (seconds: number) => void
}) {
  const bar = useRef<HTMLDivElement>(null)
  const pattern = useId()
  const share = (seconds: number) => `${Math.min(100, Math.max(0, (seconds / duration) * 100))}%`
  const secondsAt = (x: number) => {
    const box = bar.current!.getBoundingClientRect()
    return Math.round(Math.min(1, Math.max(0, (x - box.left) / box.width)) * duration)
  }
  return (
    <div className="px-3">
      <div ref={bar} className="relative h-14 touch-none select-none">
        <svg aria-hidden className="size-full overflow-hidden rounded-small bg-sunken">
          <defs>
            <pattern id={pattern} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="8" height="8" className="fill-danger-soft" />
              <rect width="2.5" height="8" className="fill-danger" />
            </pattern>
          </defs>
          <rect x={share(from)} width={share(Math.max(0, to - from))} height="100%" className="fill-accent-soft" />
          {chapters.map(({ id, atSeconds }) => (
            <rect key={id} x={share(atSeconds)} width="1.5" height="100%" className="fill-control" />
          ))}
          {cuts.map(({ id, fromSeconds, toSeconds }) => (
            <rect
              key={id}
              x={share(fromSeconds)}
              width={share(Math.max(0, toSeconds - fromSeconds))}
              height="100%"
              fill={`url(#${pattern})`}
            />
          ))}
        </svg>
        <Handle
          label="Begins at"
          seconds={from}
          min={0}
          max={Math.max(0, to - 1)}
          at={share(from)}
          secondsAt={secondsAt}
          onMove={onFrom}
        />
        <Handle
          label="Ends at"
          seconds={to}
          min={Math.min(duration, from + 1)}
          max={duration}
          at={share(to)}
          secondsAt={secondsAt}
          onMove={onTo}
        />
      </div>
    </div>
  )
}

function Handle({
  label,
  seconds,
  min,
  max,
  at,
  secondsAt,
  onMove,
}: {
  label: string
  seconds: number
  min: number
  max: number
  /** Place on the bar, in per cent. */
  at: string
  secondsAt: (x: number) => number
  onMove: (seconds: number) => void
}) {
  const handle = useRef<HTMLDivElement>(null)
  // No style attribute: pages made on the server may not have any.
  useLayoutEffect(() => handle.current?.style.setProperty('left', at), [at])
  const move = (to: number) => onMove(Math.min(max, Math.max(min, to)))
  const onKeyDown = (event: KeyboardEvent) => {
    const ends: Record<string, number> = { Home: min, End: max }
    const step = STEPS[event.key]
    const to = ends[event.key] ?? (step === undefined ? undefined : seconds + step)
    if (to === undefined) return
    event.preventDefault()
    move(to)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) move(secondsAt(event.clientX))
  }
  return (
    <div
      ref={handle}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={Math.floor(min)}
      aria-valuemax={Math.floor(max)}
      aria-valuenow={Math.floor(seconds)}
      aria-valuetext={momentWords(seconds * 1000)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      className="-translate-x-1/2 absolute inset-y-0 flex w-6 cursor-ew-resize justify-center rounded-small"
    >
      <span aria-hidden className="h-full w-1.5 rounded-full bg-accent" />
    </div>
  )
}
