'use client'

import { Badge } from '../../ui/Badge'
import { ButtonLink } from '../../ui/ButtonLink'
import { RecordingBadge } from '../recording/RecordingBadge'
import { formatStarted } from '../time/formatTime'
import { useTime } from '../time/TimeProvider'
import type { LiveClass } from './useCourse'

/** The class that is going on, and the way in for those who may come. */
export function LiveNow({ live }: { live: LiveClass }) {
  const { now } = useTime()
  return (
    <div className="mb-4 flex flex-col gap-3 rounded-box border-2 border-accent bg-surface p-5">
      <p className="flex flex-wrap gap-2">
        <Badge tone="accent">Live now</Badge>
        {live.recording?.state === 'RECORDING' ? <RecordingBadge /> : null}
      </p>
      <div>
        <p className="font-semibold text-17">{live.title}</p>
        {live.startedAt ? <p className="text-15 text-muted">{formatStarted(new Date(live.startedAt), now)}</p> : null}
      </div>
      {live.viewerCanJoin ? (
        <ButtonLink href={`/class/${live.id}`} variant="primary" size="large">
          Join class
        </ButtonLink>
      ) : (
        <p className="text-15">Enrol in the course to take part.</p>
      )}
    </div>
  )
}
