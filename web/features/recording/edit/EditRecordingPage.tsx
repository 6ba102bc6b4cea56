'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, CirclePlay } from 'lucide-react'
import Link from 'next/link'
import {
  EditRecordingDocument,
  ManagedRecordingDocument,
  type ManagedRecordingPartsFragment,
  type RecordedClassQuery,
  RetryRecordingDocument,
  UpdateRecordingDocument,
} from '../../../graphql/generated/documents'
import { request } from '../../../lib/request'
import { Badge } from '../../../ui/Badge'
import { Button } from '../../../ui/Button'
import { ButtonLink } from '../../../ui/ButtonLink'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorPanel } from '../../../ui/ErrorPanel'
import { Skeleton } from '../../../ui/Skeleton'
import { useToast } from '../../../ui/Toast'
import { useAct } from '../../course/useAct'
import { CaptionsManager } from '../../learning/CaptionsManager'
import { HeatMap } from '../../learning/HeatMap'
import { formatDay } from '../../time/formatTime'
import { useTime } from '../../time/TimeProvider'
import { isOnItsWay, recordingStanding } from '../recordingState'
import { ChaptersSection } from './ChaptersSection'
import { DeleteRecording } from './DeleteRecording'
import { DetailsSection } from './DetailsSection'
import { draftOf, toSave } from './draft'
import { draftProblems } from './draftProblems'
import { EditSection } from './EditSection'
import { EditState } from './EditState'
import { LengthSection } from './LengthSection'
import { MessagesSection } from './MessagesSection'
import { PeopleSection } from './PeopleSection'
import { lengthOf, peopleOf } from './recordingContent'
import { SaveBar } from './SaveBar'
import { type DraftControls, useDraft } from './useDraft'
import { useRecordingContent } from './useRecordingContent'

const APPLYING_POLL_MS = 1_000
const STATE_POLL_MS = 3_000

type Recording = ManagedRecordingPartsFragment
type Session = NonNullable<RecordedClassQuery['liveSession']>

/** Everything that a teacher can change about a recording. */
export function EditRecordingPage({ initial, session }: { initial: Recording; session: Session }) {
  const { recording, set, refresh } = useRecording(initial)
  const { zone } = useTime()
  const controls = useDraft(draftOf(recording, zone))
  const { running, act } = useAct()
  const toast = useToast()
  const duration = lengthOf(recording, session)
  const applying = recording.edits.state === 'APPLYING'
  const problems = applying ? ['Your last changes are still being applied.'] : draftProblems(controls.draft, duration)
  const save = async () => {
    const { id } = recording
    const { details, edits } = toSave(controls.saved, controls.draft, zone)
    const renamed = details && (await request(UpdateRecordingDocument, { id, input: details })).updateRecording
    const edited = edits && (await request(EditRecordingDocument, { id, input: edits })).editRecording
    const next = edited ?? renamed
    if (!next) return
    set(next)
    controls.setSaved(draftOf(next, zone))
    toast({ title: edited ? 'Saved. The changes are being applied.' : 'Saved.', tone: 'success' })
  }
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-10">
      <Heading recording={recording} session={session} refresh={refresh} />
      <EditState edits={recording.edits} />
      <DetailsSection recording={recording} controls={controls} onLink={set} />
      <ContentSections recording={recording} duration={duration} controls={controls} />
      {recording.viewerCanWatch ? (
        <>
          <EditSection title="Captions">
            <CaptionsManager recording={recording} />
          </EditSection>
          <EditSection title="What was watched">
            <HeatMap recording={recording} />
          </EditSection>
        </>
      ) : null}
      <DeleteRecording id={recording.id} title={recording.title} back={`/courses/${session.course.slug}`} />
      <SaveBar controls={controls} problems={problems} busy={running !== undefined} onSave={() => act('save', save)} />
    </div>
  )
}

/** The recording, kept current while it changes by itself. */
function useRecording(initial: Recording): {
  recording: Recording
  set: (recording: Recording) => void
  refresh: () => Promise<unknown>
} {
  const client = useQueryClient()
  const { id } = initial
  const queryKey = ['managed-recording', id]
  const { data, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await request(ManagedRecordingDocument, { id }, signal)).recording ?? initial,
    initialData: initial,
    refetchInterval: ({ state: { data: now } }) => {
      if (now?.edits.state === 'APPLYING') return APPLYING_POLL_MS
      return isOnItsWay(now) ? STATE_POLL_MS : false
    },
  })
  return { recording: data, set: (next) => client.setQueryData(queryKey, next), refresh: () => refetch() }
}

function Heading({
  recording,
  session,
  refresh,
}: {
  recording: Recording
  session: Session
  refresh: () => Promise<unknown>
}) {
  const { zone, now } = useTime()
  const { running, act } = useAct()
  const { words, tone, problem } = recordingStanding(recording)
  const retry = async () => {
    await request(RetryRecordingDocument, { id: recording.id })
    await refresh()
  }
  return (
    <header className="flex flex-col gap-3">
      <Link
        href={`/courses/${session.course.slug}`}
        className="inline-flex items-center gap-1.5 self-start text-15 text-accent-ink underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
        Back to the course
      </Link>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="flex min-w-0 flex-col gap-2">
          <h1 className="font-display text-32">Edit recording: {recording.title}</h1>
          <p className="flex flex-wrap items-center gap-2 text-15 text-muted">
            {recording.startedAt ? formatDay(new Date(recording.startedAt), zone, now) : null}
            <Badge tone={tone}>{words}</Badge>
            {recording.published ? null : <Badge>Not published</Badge>}
          </p>
        </div>
        {recording.viewerCanWatch ? (
          <ButtonLink href={`/replay/${recording.id}`} icon={<CirclePlay aria-hidden size={18} strokeWidth={1.75} />}>
            Watch the replay
          </ButtonLink>
        ) : null}
      </div>
      {problem ? (
        <ErrorPanel
          title={problem}
          action={
            <Button busy={running !== undefined} onClick={() => act('retry', retry)}>
              Try again
            </Button>
          }
        />
      ) : null}
    </header>
  )
}

/** What needs the recording itself, and so waits until there is one. */
function ContentSections({
  recording,
  duration,
  controls,
}: {
  recording: Recording
  duration: number
  controls: DraftControls
}) {
  if (recording.state === 'RECORDING') {
    return (
      <EmptyState title="The class is going on">
        Cuts, chapters, messages and people can be changed once it has ended.
      </EmptyState>
    )
  }
  if (!recording.viewerCanWatch) {
    return recording.state === 'FAILED' ? null : (
      <EmptyState title="The recording is being made ready">This takes a few seconds.</EmptyState>
    )
  }
  return <Content recording={recording} duration={duration} controls={controls} />
}

function Content({
  recording: { id, edits },
  duration,
  controls,
}: {
  recording: Recording
  duration: number
  controls: DraftControls
}) {
  // Applied edits make another timeline; those that are under way do not yet.
  const { content, failed, retry } = useRecordingContent(id, `${edits.revision} ${edits.state}`)
  return (
    <>
      <LengthSection id={id} duration={duration} controls={controls} />
      <ChaptersSection id={id} duration={duration} controls={controls} />
      {content ? (
        <>
          <MessagesSection messages={content.messages} controls={controls} />
          <PeopleSection people={peopleOf(content.index, controls.draft.people)} controls={controls} />
        </>
      ) : failed ? (
        <ErrorPanel title="Messages and people could not be read" action={<Button onClick={retry}>Try again</Button>}>
          Nothing was changed. Everything else on this page works.
        </ErrorPanel>
      ) : (
        <div className="flex flex-col gap-3">
          <span className="sr-only" role="status">
            Reading messages and people…
          </span>
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-40 w-full" />
        </div>
      )}
    </>
  )
}
