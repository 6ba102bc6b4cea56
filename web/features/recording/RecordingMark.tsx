'use client'

import { useLogTime } from '../classroom/useClassroom.ts'
import { clock } from '../room/clock.ts'
import { useRoom } from '../room/RoomContext.ts'

/** Tells everybody that the class is being recorded, and for how long. */
export function RecordingMark() {
  const { stage } = useRoom()
  if (!stage.recording?.on) return null
  return (
    <p data-recording className="flex shrink-0 items-center gap-2 font-medium text-15 text-danger-ink">
      <span aria-hidden className="size-2.5 rounded-full bg-danger" />
      <span>Recording</span>
      <RecordedFor since={stage.recording.since ?? stage.startedAt} />
    </p>
  )
}

function RecordedFor({ since }: { since: number }) {
  const now = useLogTime()
  return <time className="font-normal tabular-nums">{clock(now - since)}</time>
}
