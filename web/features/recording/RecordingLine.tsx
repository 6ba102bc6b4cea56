'use client'

import { CirclePlay, Scissors } from 'lucide-react'
import { type RecordingLineFragment, RetryRecordingDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Badge } from '../../ui/Badge'
import { Button } from '../../ui/Button'
import { ButtonLink } from '../../ui/ButtonLink'
import { useAct } from '../course/useAct'
import { RecordingBadge } from './RecordingBadge'
import { recordingStanding } from './recordingState'

const ICON = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const

/** The recording of a class in a list: the way to it, where it stands, and for teachers what to do about it. */
export function RecordingLine({
  recording,
  title,
  onChanged,
}: {
  recording: RecordingLineFragment
  /** Of the class. */
  title: string
  onChanged: () => Promise<unknown>
}) {
  const { running, act } = useAct()
  const { id, state, published, viewerCanEdit, viewerCanWatch } = recording
  const { problem } = recordingStanding(recording)
  const retry = async () => {
    await request(RetryRecordingDocument, { id })
    await onChanged()
  }
  return (
    <div className="mt-2 flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {viewerCanWatch ? (
          <ButtonLink
            href={`/replay/${id}`}
            size="small"
            aria-label={`Watch the replay: ${title}`}
            icon={<CirclePlay {...ICON} />}
          >
            Watch the replay
          </ButtonLink>
        ) : null}
        {viewerCanEdit && state !== 'RECORDING' ? (
          <ButtonLink
            href={`/replay/${id}/edit`}
            size="small"
            aria-label={`Edit recording: ${title}`}
            icon={<Scissors {...ICON} />}
          >
            Edit recording
          </ButtonLink>
        ) : null}
        {viewerCanEdit || state !== 'PLAYABLE' ? <StandingBadge recording={recording} /> : null}
        {published ? null : <Badge>Not published</Badge>}
      </div>
      {viewerCanEdit && problem ? (
        <p className="flex flex-wrap items-center gap-2 text-13">
          {problem}
          <Button
            size="small"
            aria-label={`Try again: recording of ${title}`}
            busy={running !== undefined}
            onClick={() => act('retry', retry)}
          >
            Try again
          </Button>
        </p>
      ) : null}
    </div>
  )
}

function StandingBadge({ recording }: { recording: RecordingLineFragment }) {
  if (recording.state === 'RECORDING') return <RecordingBadge />
  const { words, tone } = recordingStanding(recording)
  return <Badge tone={tone}>{words}</Badge>
}
