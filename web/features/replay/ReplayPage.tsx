'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleX, CloudOff, Hourglass, Lock, Radio } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { ReplayDocument, type ReplayQuery, RetryReplayDocument } from '../../graphql/generated/documents.ts'
import { QueryProvider } from '../../lib/QueryProvider.tsx'
import { request } from '../../lib/request.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Screen } from '../room/Screen.tsx'
import { useShowProblem } from '../room/useShowProblem.ts'
import { ClassThemeArea } from '../settings/ClassThemeArea.tsx'
import type { LibraryUrl } from './makePlayers.ts'
import type { ReplayError } from './ReplayLoader.ts'
import { ReplaySkeleton } from './ReplaySkeleton.tsx'
import { ReplayView, type WatchedRecording } from './ReplayView.tsx'
import { useReplay } from './useReplay.ts'

export interface ReplayPageProps {
  /** Of the recording, which is that of its class. */
  id: string
  /** Key of the link that one came by. */
  linkKey: string | undefined
  /** Class time to begin at, ms. */
  startMs: number | undefined
  /** Somebody is logged in. */
  isKnown: boolean
  boardLicenseKey: string | undefined
  /** What was known of it when the page was made. */
  initial: ReplayQuery | undefined
}

/** Sealing takes seconds. */
const LOOK_AGAIN_MS = 1000
const LOOK_WHETHER_ENDED_MS = 2000
const LOOK_SELDOM_MS = 15_000
/** Nearer to the beginning than this it is no use to go on where one left. */
const WORTH_RESUMING_S = 20
const ICON = { 'aria-hidden': true, size: 40, strokeWidth: 1.5 } as const

/** A recording, for whoever may watch it; the others learn why not, or not yet. */
export function ReplayPage(props: ReplayPageProps) {
  return (
    <QueryProvider>
      <ClassThemeArea>
        <Gate {...props} />
      </ClassThemeArea>
    </QueryProvider>
  )
}

function Gate(props: ReplayPageProps) {
  const { id, linkKey, isKnown, initial } = props
  const [fromStart, setFromStart] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['replay', id, linkKey],
    queryFn: ({ signal }) => request(ReplayDocument, { id, key: linkKey ?? null }, signal),
    initialData: initial,
    refetchInterval: ({ state }) => lookAgainMs(state.data, fromStart),
  })
  if (!data && error) {
    return (
      <Screen
        icon={<CloudOff {...ICON} />}
        title="The replay could not be opened"
        actions={<Button onClick={() => void refetch()}>Try again</Button>}
      >
        <p>{error.message}</p>
      </Screen>
    )
  }
  if (!data) return <ReplaySkeleton />
  const { recording, liveSession } = data
  const back = liveSession ? <ButtonLink href={`/courses/${liveSession.course.slug}`}>To the course</ButtonLink> : null
  if (!recording) return <NotForYou {...props} isKnown={isKnown} back={back} />
  if (recording.state === 'FAILED' && !recording.viewerCanWatch) {
    return <Failed recording={recording} back={back} onRetried={() => void refetch()} />
  }
  if (recording.state === 'RECORDING' && !fromStart) {
    return (
      <GoesOn
        id={id}
        mayJoin={liveSession?.viewerCanJoin ?? false}
        title={recording.title}
        onFromStart={recording.viewerCanWatch ? () => setFromStart(true) : null}
        back={back}
      />
    )
  }
  if (!recording.viewerCanWatch) return <Soon title={recording.title} back={back} />
  return <Opened {...props} recording={recording} session={liveSession ?? null} />
}

/** A class that goes on ends sooner or later, also a moment after its replay was asked for. Who watches it already is in no hurry. */
function lookAgainMs(data: ReplayQuery | undefined, isWatching: boolean): number | false {
  const recording = data?.recording
  if (recording?.state === 'RECORDING') return isWatching ? LOOK_SELDOM_MS : LOOK_WHETHER_ENDED_MS
  return recording?.state === 'SEALING' && !recording.viewerCanWatch ? LOOK_AGAIN_MS : false
}

function Opened({
  id,
  linkKey,
  startMs,
  isKnown,
  boardLicenseKey,
  recording,
  session,
}: ReplayPageProps & { recording: WatchedRecording; session: ReplayQuery['liveSession'] | null }) {
  const libraryUrl = useLibraryUrl(recording)
  // Where one left before this visit: what is watched now moves it on.
  const [resumeAtMs] = useState(() => (startMs === undefined ? resumeMoment(recording) : null))
  const state = useReplay({ id, key: linkKey, startMs, boardLicenseKey, libraryUrl })
  const course = session?.course
  const back = course ? { href: `/courses/${course.slug}`, label: `Back to ${course.title}` } : null
  if (state.state === 'opening') return <ReplaySkeleton />
  if (state.state === 'failed') return <DidNotOpen error={state.error} onRetry={state.retry} back={back} />
  return (
    <ReplayView
      open={state}
      recording={recording}
      linkKey={linkKey}
      isKnown={isKnown}
      resumeAtMs={resumeAtMs}
      back={back}
    />
  )
}

function resumeMoment({ myProgress }: WatchedRecording): number | null {
  if (!myProgress || myProgress.completed || myProgress.positionSeconds < WORTH_RESUMING_S) return null
  return myProgress.positionSeconds * 1000
}

/** Tokens of the video library are short-lived: those of the moment count. */
function useLibraryUrl({ video }: WatchedRecording): LibraryUrl {
  const latest = useRef(video)
  useEffect(() => {
    latest.current = video
  })
  return useCallback((id) => {
    const { state, tracks } = latest.current
    const found = state === 'READY' ? tracks.find(({ track }) => track === id) : undefined
    return found && `https://stream.mux.com/${found.playbackId}.m3u8?token=${encodeURIComponent(found.token)}`
  }, [])
}

/** Whether it is gone, unpublished or for others is not told to those whom it does not concern. */
function NotForYou({ id, linkKey, isKnown, back }: ReplayPageProps & { back: ReactNode }) {
  const here = `/replay/${id}${linkKey === undefined ? '' : `?key=${encodeURIComponent(linkKey)}`}`
  return (
    <Screen
      icon={<Lock {...ICON} />}
      title="There is no replay for you here"
      actions={
        <>
          {isKnown ? null : (
            <ButtonLink variant="primary" href={`/login?callbackUrl=${encodeURIComponent(here)}`}>
              Log in
            </ButtonLink>
          )}
          {back ?? <ButtonLink href="/">To the catalog</ButtonLink>}
        </>
      }
    >
      <p>
        {linkKey === undefined
          ? 'Perhaps it is not published, was deleted, or is for people of its course only.'
          : 'This link does not open it any more. Ask whoever sent it for a new one.'}
      </p>
    </Screen>
  )
}

function Failed({
  recording,
  back,
  onRetried,
}: {
  recording: WatchedRecording
  back: ReactNode
  onRetried: () => void
}) {
  const [busy, setBusy] = useState(false)
  const showProblem = useShowProblem()
  const retry = async () => {
    setBusy(true)
    await request(RetryReplayDocument, { id: recording.id }).then(onRetried, showProblem)
    setBusy(false)
  }
  return (
    <Screen
      icon={<CircleX {...ICON} />}
      title="The recording failed"
      actions={
        <>
          {recording.viewerCanEdit ? (
            <Button variant="primary" busy={busy} onClick={() => void retry()}>
              Try again
            </Button>
          ) : null}
          {back}
        </>
      }
    >
      <p>{recording.title}</p>
      {recording.failure ? <p>{recording.failure}</p> : null}
    </Screen>
  )
}

function GoesOn({
  id,
  title,
  mayJoin,
  onFromStart,
  back,
}: {
  id: string
  title: string
  mayJoin: boolean
  onFromStart: (() => void) | null
  back: ReactNode
}) {
  return (
    <Screen
      icon={<Radio {...ICON} />}
      title="This class goes on right now"
      actions={
        <>
          {mayJoin ? (
            <ButtonLink variant="primary" href={`/class/${id}`}>
              Join class
            </ButtonLink>
          ) : null}
          {onFromStart ? <Button onClick={onFromStart}>Watch from the start</Button> : null}
          {back}
        </>
      }
    >
      <p>{title}</p>
    </Screen>
  )
}

function Soon({ title, back }: { title: string; back: ReactNode }) {
  return (
    <Screen icon={<Hourglass {...ICON} />} title="The replay is almost there" actions={back}>
      <p>{title}</p>
      <p>The last seconds of the class are being stored. This page opens by itself.</p>
    </Screen>
  )
}

function DidNotOpen({
  error,
  onRetry,
  back,
}: {
  error: ReplayError
  onRetry: () => void
  back: { href: string; label: string } | null
}) {
  return (
    <Screen
      icon={<CloudOff {...ICON} />}
      title="The replay could not be opened"
      actions={
        <>
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
          {back ? <ButtonLink href={back.href}>{back.label}</ButtonLink> : null}
        </>
      }
    >
      <p>
        {error.passes
          ? 'It cannot be reached right now. Check your connection, then try again.'
          : 'Perhaps it was just unpublished or deleted.'}
      </p>
    </Screen>
  )
}
