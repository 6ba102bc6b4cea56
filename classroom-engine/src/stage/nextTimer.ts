import { type COMMANDS, LecternError, type ParsedOf, type StageTimer } from '@lectern/protocol'

type TimerChange = ParsedOf<typeof COMMANDS.setTimer>

/** The timer after a change at log time `now`, in ms. Repeats change nothing, but `start`, which starts anew. */
export function nextTimer(timer: StageTimer | null, change: TimerChange, now: number): StageTimer | null {
  if (change.do === 'start') {
    return { durationMs: change.durationMs, endsAt: now + change.durationMs, leftMs: change.durationMs }
  }
  if (change.do === 'stop') return null
  if (!timer) throw new LecternError('NOT_FOUND', 'No timer is running.')
  if (change.do === 'pause') return paused(timer, now)
  return timer.endsAt === null ? { ...timer, endsAt: now + timer.leftMs } : timer
}

function paused(timer: StageTimer, now: number): StageTimer {
  if (timer.endsAt === null) return timer
  return { ...timer, endsAt: null, leftMs: Math.max(0, timer.endsAt - now) }
}
