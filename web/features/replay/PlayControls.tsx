'use client'

import { Pause, Play, RotateCcw, RotateCw } from 'lucide-react'
import { IconButton } from '../../ui/IconButton.tsx'
import { clock } from '../room/clock.ts'
import { useClock, useSecond, useWatching } from './ReplayContext.tsx'
import { endOf, playableSpans } from './spans.ts'
import { useIndex } from './useIndex.ts'

export const LEAP_MS = 10_000
const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75 } as const

/** Play and pause, ten seconds back and on. */
export function PlayControls() {
  const { replay } = useWatching()
  const playing = useClock((state) => state.playing)
  const leap = (ms: number) => replay.seek(replay.clock.getSnapshot().t + ms)
  return (
    <div className="flex items-center gap-0.5">
      <IconButton
        label="Back 10 seconds"
        shortcut="J"
        side="top"
        icon={<RotateCcw {...ICON} />}
        onClick={() => leap(-LEAP_MS)}
      />
      <IconButton
        label={playing ? 'Pause' : 'Play'}
        shortcut="K"
        side="top"
        variant="primary"
        icon={playing ? <Pause {...ICON} /> : <Play {...ICON} />}
        onClick={() => (playing ? replay.pause() : replay.play())}
      />
      <IconButton
        label="On 10 seconds"
        shortcut="L"
        side="top"
        icon={<RotateCw {...ICON} />}
        onClick={() => leap(LEAP_MS)}
      />
    </div>
  )
}

/** Where it stands, and how long it is. */
export function TimeLine() {
  const second = useSecond()
  const end = endOf(playableSpans(useIndex()))
  return (
    <p className="shrink-0 text-15 text-muted tabular-nums">
      <span className="sr-only">Time </span>
      <time className="font-medium text-ink">{clock(second * 1000)}</time>
      <span aria-hidden> / </span>
      <span className="sr-only"> of </span>
      {clock(end)}
    </p>
  )
}
