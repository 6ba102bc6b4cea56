'use client'

import { Timer } from 'lucide-react'
import { cx } from '../../ui/cx.ts'
import { useTimer } from '../classroom/useClassroom.ts'
import { clock } from '../room/clock.ts'

const SOON_MS = 10_000
const ALMOST_A_SECOND = 999

/** The class's timer as everybody sees it; nothing where there is none. */
export function TimerFace() {
  const timer = useTimer()
  if (!timer) return null
  const { nowLeftMs: left, running } = timer
  return (
    <div
      className={cx(
        'flex h-8 shrink-0 items-center gap-2 rounded-full border px-3 font-medium text-15',
        left <= SOON_MS ? 'border-accent bg-accent-soft text-on-accent-soft' : 'border-hairline bg-raised text-ink',
      )}
    >
      <Timer role="img" aria-label="Timer" size={16} strokeWidth={1.75} />
      <time className="tabular-nums">{clock(left === 0 ? 0 : left + ALMOST_A_SECOND)}</time>
      {running ? null : <span className="text-13 text-muted">paused</span>}
      <p role="status" className="sr-only">
        {timerWords(left, running)}
      </p>
    </div>
  )
}

function timerWords(left: number, running: boolean): string {
  if (!running) return 'The timer is paused.'
  if (left === 0) return 'Time is up.'
  return left <= 60_000 ? 'Less than a minute left.' : 'The timer is running.'
}
