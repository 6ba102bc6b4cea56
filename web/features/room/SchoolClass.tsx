'use client'

import { useQuery } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import {
  ClassDoorDocument,
  type ClassDoorQuery,
  JoinClassDocument,
  StartSessionDocument,
} from '../../graphql/generated/documents.ts'
import { QueryProvider } from '../../lib/QueryProvider.tsx'
import { request } from '../../lib/request.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { GuestLinkContext } from '../guest/GuestLinkContext.ts'
import { guestPath } from '../guest/guestPath.ts'
import { ClassEnded } from '../recording/ClassEnded.tsx'
import { recordingAtDoor } from '../recording/recordingAtDoor.ts'
import { ClassThemeArea } from '../settings/ClassThemeArea.tsx'
import { CouldNotOpen } from './CouldNotOpen.tsx'
import type { Door } from './Door.ts'
import { RoomFlow } from './RoomFlow.tsx'
import { Screen } from './Screen.tsx'

const LOOK_EVERY_MS = 3000

type Session = NonNullable<ClassDoorQuery['liveSession']>

export interface SchoolClassProps {
  id: string
  /** The viewer's name. */
  name: string
  boardLicenseKey: string | undefined
}

/** A class of the school: who may start or join it comes in, the others learn why not yet or not any more. */
export function SchoolClass(props: SchoolClassProps) {
  return (
    <QueryProvider>
      <ClassThemeArea>
        <SchoolDoor {...props} />
      </ClassThemeArea>
    </QueryProvider>
  )
}

function SchoolDoor({ id, name, boardLicenseKey }: SchoolClassProps) {
  const [inside, setInside] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['class-door', id],
    queryFn: ({ signal }) => request(ClassDoorDocument, { id }, signal),
    refetchInterval: inside ? false : LOOK_EVERY_MS,
  })
  const session = data?.liveSession
  if (!session && error) return <CouldNotOpen because={error.message} onRetry={() => void refetch()} />
  if (data && !session) {
    return (
      <Screen title="There is no such class" actions={<ButtonLink href="/">To the catalog</ButtonLink>}>
        <p>Perhaps the link is not complete, or the class is not for your account.</p>
      </Screen>
    )
  }
  if (!session) return <Screen icon={<Spinner size={40} />} title="Opening the class…" />
  return (
    <OfState
      key={id}
      session={session}
      name={name}
      boardLicenseKey={boardLicenseKey}
      inside={inside}
      onInside={setInside}
    />
  )
}

function OfState({
  session,
  name,
  boardLicenseKey,
  inside,
  onInside,
}: {
  session: Session
  name: string
  boardLicenseKey: string | undefined
  inside: boolean
  onInside: (inside: boolean) => void
}) {
  const door = useDoor(session, name)
  // Who was let in stays, whatever the school says meanwhile: the engine tells when the class is over.
  const [cameIn, setCameIn] = useState(false)
  const tell = useCallback(
    (now: boolean) => {
      setCameIn(true)
      onInside(now)
    },
    [onInside],
  )
  const over = session.state === 'ENDED' || session.state === 'CANCELLED'
  if (inside || cameIn || session.viewerCanStart || session.viewerCanJoin) {
    if (!over || inside || cameIn) {
      return (
        <GuestLinkContext value={guestPath(session)}>
          <RoomFlow door={door} boardLicenseKey={boardLicenseKey} onInside={tell} />
        </GuestLinkContext>
      )
    }
  }
  const { course } = session
  const toCourse = <ButtonLink href={`/courses/${course.slug}`}>To the course</ButtonLink>
  if (session.state === 'ENDED') {
    return (
      <ClassEnded id={session.id} actions={toCourse}>
        <p>{`${session.title}, ${course.title}`}</p>
      </ClassEnded>
    )
  }
  if (over) {
    return (
      <Screen title="Class cancelled" actions={toCourse}>
        <p>{`${session.title}, ${course.title}`}</p>
      </Screen>
    )
  }
  if (session.state === 'LIVE') {
    return (
      <Screen title={session.title} actions={toCourse}>
        <p>Enrol in the course to join its classes.</p>
      </Screen>
    )
  }
  return <NotStarted session={session} actions={toCourse} />
}

function NotStarted({ session, actions }: { session: Session; actions: ReactNode }) {
  return (
    <Screen icon={<CalendarClock aria-hidden size={40} strokeWidth={1.5} />} title={session.title} actions={actions}>
      <p>
        This class has not started yet. It is planned for{' '}
        <time dateTime={session.startsAt}>{START.format(new Date(session.startsAt))}</time>.
      </p>
      <p>Keep this page open: you can come in as soon as {session.course.instructor.name} starts the class.</p>
    </Screen>
  )
}

const START = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

function useDoor(session: Session, name: string): Door {
  const router = useRouter()
  const { id, title, course, viewerCanStart, autoRecord, recordPolicy, recording } = session
  const recordingState = recording?.state
  return useMemo(() => {
    const ticket = async () => (await request(JoinClassDocument, { id })).joinSession
    return {
      title,
      above: course.title,
      name,
      note: viewerCanStart ? 'Nobody can come in before you start the class.' : undefined,
      recording: recordingAtDoor({ autoRecord, recordPolicy, recordingState }, viewerCanStart || course.viewerCanEdit),
      replayOf: id,
      action: viewerCanStart ? 'Start class' : 'Join class',
      enter: async () => {
        if (viewerCanStart) {
          const { startSession } = await request(StartSessionDocument, { id })
          // A course has one live class at a time: where one is live already, that is the one to go to.
          if (startSession.id !== id) {
            router.replace(`/class/${startSession.id}`)
            return null
          }
        }
        const { engineUrl, token } = await ticket()
        return { engineUrl, token }
      },
      ahead: !viewerCanStart,
      refresh: async () => (await ticket()).token,
      exit: { href: `/courses/${course.slug}`, label: 'Back to the course' },
    }
  }, [id, title, course, viewerCanStart, autoRecord, recordPolicy, recordingState, name, router])
}
