'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ClipboardList, Download, FileText, Film, type LucideIcon, MessageSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  ExportRecordingDocument,
  RetryFromTakeAwayDocument,
  TakeAwayDocument,
  type TakeAwayPartsFragment,
} from '../../graphql/generated/documents.ts'
import { request } from '../../lib/request.ts'
import { Button } from '../../ui/Button.tsx'
import { buttonClass } from '../../ui/buttonClass.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useAct } from '../course/useAct.ts'
import { recordingStanding } from '../recording/recordingState.ts'
import { recordingUrl } from '../replay/ReplayLoader.ts'
import { filmStanding, isChanging } from './filmStanding.ts'

const POLL_MS = 2000

export interface TakeAwayPanelProps {
  recordingId: string
  viewerCanEdit: boolean
  /** Of the link that the viewer came with. */
  linkKey?: string | undefined
}

/** What one can take away of a class: the board and the chat; for who teaches, a film and the attendance. */
export function TakeAwayPanel({ recordingId, viewerCanEdit, linkKey }: TakeAwayPanelProps) {
  return (
    <section aria-label="Take away" className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-4">
      <ul className="flex flex-col divide-y divide-hairline border-hairline border-y">
        <FileRow icon={FileText} title="Board" kind="PDF" href={recordingUrl(recordingId, 'board.pdf', linkKey)}>
          Each page of the board as a page, as it was at the end.
        </FileRow>
        <FileRow icon={MessageSquare} title="Chat" kind="text" href={recordingUrl(recordingId, 'chat.txt', linkKey)}>
          What was written to everyone, with names and times.
        </FileRow>
        {viewerCanEdit ? (
          <FileRow
            icon={ClipboardList}
            title="Attendance"
            kind="CSV"
            href={recordingUrl(recordingId, 'attendance.csv', undefined)}
          >
            Who was in class, and for how long.
          </FileRow>
        ) : null}
      </ul>
      {viewerCanEdit ? <ForTeachers recordingId={recordingId} /> : null}
    </section>
  )
}

function FileRow({
  icon: Icon,
  title,
  kind,
  href,
  children,
}: {
  icon: LucideIcon
  title: string
  kind: string
  href: string
  children: ReactNode
}) {
  return (
    <li className="flex items-center gap-3 py-3">
      <Icon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="text-15">{title}</p>
        <p className="text-13 text-muted">{children}</p>
      </div>
      <DownloadLink href={href}>
        {kind}
        <span className="sr-only">: {title}</span>
      </DownloadLink>
    </li>
  )
}

function DownloadLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} download className={buttonClass('secondary', 'small')}>
      <Download aria-hidden size={16} strokeWidth={1.75} />
      {children}
    </a>
  )
}

const keyOf = (id: string) => ['recording', id, 'take-away']

function ForTeachers({ recordingId: id }: { recordingId: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await request(TakeAwayDocument, { id }, signal)).recording ?? null,
    refetchInterval: ({ state }) => (isChanging(state.data) ? POLL_MS : false),
  })
  if (isPending) return <Skeleton className="h-24" />
  if (error && !data) {
    return <ErrorPanel title={error.message} action={<Button onClick={() => void refetch()}>Try again</Button>} />
  }
  if (!data) return null
  return (
    <>
      <FilmBlock recording={data} />
      <VideoBlock recording={data} />
    </>
  )
}

function FilmBlock({ recording: { id, exports, edits } }: { recording: TakeAwayPartsFragment }) {
  const queries = useQueryClient()
  const { running, act } = useAct()
  const film = filmStanding(exports)
  const make = () =>
    act('film', async () => {
      await request(ExportRecordingDocument, { id })
      await queries.invalidateQueries({ queryKey: keyOf(id) })
    })
  const isEdited = edits.state === 'APPLYING'
  return (
    <div className="flex flex-col gap-3">
      <h2 className="flex items-center gap-2 font-medium text-15">
        <Film aria-hidden size={20} strokeWidth={1.75} className="text-muted" />
        The class as one film
      </h2>
      <p className="text-13 text-muted">
        The speaker beside the shared screen or the board, with all voices, as MP4. What was cut or taken out is not in
        it.
      </p>
      {film.kind === 'making' ? (
        <div className="flex flex-col gap-1.5">
          <Progress label="The film" value={film.percent} />
          <p className="text-13 tabular-nums">{film.words}</p>
        </div>
      ) : null}
      {film.kind === 'failed' ? <p className="text-13 text-danger-ink">{film.reason}</p> : null}
      <div aria-live="polite" className="flex flex-wrap gap-2">
        {film.kind === 'ready' ? <DownloadLink href={film.href}>Download the film</DownloadLink> : null}
        {film.kind === 'none' || film.kind === 'failed' ? (
          <Button size="small" busy={running === 'film'} disabled={isEdited} onClick={make}>
            {film.kind === 'failed' ? 'Try again' : 'Make the film'}
          </Button>
        ) : null}
      </div>
      {isEdited ? (
        <p className="text-13 text-muted">The recording is being edited. Make the film when that is done.</p>
      ) : null}
    </div>
  )
}

/** Where sound and picture are on their way to the video library, or did not get there. */
function VideoBlock({ recording }: { recording: TakeAwayPartsFragment }) {
  const { id, video } = recording
  const queries = useQueryClient()
  const { running, act } = useAct()
  if (video.state === 'LOCAL' && recording.state !== 'FAILED') return null
  const { words, problem } = recordingStanding(recording)
  const retry = () =>
    act('retry', async () => {
      await request(RetryFromTakeAwayDocument, { id })
      await queries.invalidateQueries({ queryKey: keyOf(id) })
    })
  const hasFailed = video.state === 'FAILED' || recording.state === 'FAILED'
  return (
    <div className="flex flex-col gap-2">
      <h2 className="font-medium text-15">Sound and picture</h2>
      <p className="text-13" aria-live="polite">
        {words}
      </p>
      {video.state === 'UPLOADING' ? <Progress label="Upload" value={video.percent ?? 0} /> : null}
      {problem ? <p className="text-13 text-muted">{problem}</p> : null}
      {hasFailed ? (
        <div>
          <Button size="small" busy={running === 'retry'} onClick={retry}>
            Try again
          </Button>
        </div>
      ) : null}
    </div>
  )
}
