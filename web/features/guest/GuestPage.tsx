'use client'

import { useQuery } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { GuestDoorDocument, type GuestDoorQuery, JoinAsGuestDocument } from '../../graphql/generated/documents.ts'
import { QueryProvider } from '../../lib/QueryProvider.tsx'
import { request } from '../../lib/request.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { ClassEnded } from '../recording/ClassEnded.tsx'
import { recordingForGuest } from '../recording/recordingAtDoor.ts'
import { CouldNotOpen } from '../room/CouldNotOpen.tsx'
import type { Door } from '../room/Door.ts'
import { RoomFlow } from '../room/RoomFlow.tsx'
import { Screen } from '../room/Screen.tsx'
import { ClassThemeArea } from '../settings/ClassThemeArea.tsx'
import { GuestNameForm } from './GuestNameForm.tsx'
import { guestStep } from './guestStep.ts'
import type { Visit } from './visit.ts'
import { keepVisit, loadVisit } from './visitStore.ts'

const LOOK_EVERY_MS = 5000

type GuestDoor = NonNullable<GuestDoorQuery['guestDoor']>

interface GuestPageProps {
  /** Of the live session. */
  id: string
  engineUrl: string
  boardLicenseKey: string | undefined
}

/** The way into a class of the school for somebody with its link and no account. */
export function GuestPage(props: GuestPageProps) {
  return (
    <QueryProvider>
      <ClassThemeArea>
        <AtTheDoor {...props} />
      </ClassThemeArea>
    </QueryProvider>
  )
}

function AtTheDoor({ id, engineUrl, boardLicenseKey }: GuestPageProps) {
  const [visit, visitAs] = useVisit(id)
  const [cameIn, setCameIn] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['guest-door', id],
    queryFn: ({ signal }) => request(GuestDoorDocument, { id }, signal),
    refetchInterval: cameIn ? false : LOOK_EVERY_MS,
  })
  const guestDoor = data?.guestDoor
  if (!data && error) return <CouldNotOpen because={error.message} onRetry={() => void refetch()} />
  if (!data || visit === undefined) return <Screen icon={<Spinner size={40} />} title="Opening the class…" />
  if (!guestDoor) {
    return (
      <Screen title="There is no such class">
        <p>Perhaps the link is not complete. Ask whoever sent it for a new one.</p>
      </Screen>
    )
  }
  return (
    <OfStep
      id={id}
      engineUrl={engineUrl}
      guestDoor={guestDoor}
      visit={visit}
      visitAs={visitAs}
      cameIn={cameIn}
      onInside={() => setCameIn(true)}
      boardLicenseKey={boardLicenseKey}
    />
  )
}

/** What this tab keeps of the visit; undefined until it was looked up. */
function useVisit(id: string): [Visit | null | undefined, (name: string) => void] {
  const [visit, setVisit] = useState<Visit | null>()
  useEffect(() => setVisit(loadVisit(id)), [id])
  const visitAs = useCallback(
    (name: string) => {
      const before = loadVisit(id)
      // By another name one is another person, who asks anew.
      const next = { name, token: before?.name === name ? before.token : null }
      keepVisit(id, next)
      setVisit(next)
    },
    [id],
  )
  return [visit, visitAs]
}

function OfStep({
  id,
  engineUrl,
  guestDoor,
  visit,
  visitAs,
  cameIn,
  onInside,
  boardLicenseKey,
}: GuestPageProps & {
  guestDoor: GuestDoor
  visit: Visit | null
  visitAs: (name: string) => void
  cameIn: boolean
  onInside: () => void
}) {
  const [renaming, setRenaming] = useState(false)
  const rename = useCallback(() => setRenaming(true), [])
  const name = renaming ? null : (visit?.name ?? null)
  const door = useDoor({ id, engineUrl, guestDoor, name: name ?? '', rename })
  const { title, courseTitle } = guestDoor
  switch (guestStep(guestDoor, { name, cameIn })) {
    case 'name':
      return (
        <GuestNameForm
          id={id}
          guestDoor={guestDoor}
          name={visit?.name ?? ''}
          onName={(given) => {
            visitAs(given)
            setRenaming(false)
          }}
        />
      )
    case 'notStarted':
      return <NotStarted guestDoor={guestDoor} name={name ?? ''} onRename={rename} />
    case 'class':
      return <RoomFlow door={door} boardLicenseKey={boardLicenseKey} onInside={onInside} />
    case 'refused':
      return (
        <Screen title={title} actions={<ButtonLink href={`/class/${id}`}>Join with your account</ButtonLink>}>
          <p>This class does not admit guests.</p>
          <p>Students of {courseTitle} join with their account.</p>
        </Screen>
      )
    case 'ended':
      return (
        <ClassEnded id={id}>
          <p>{`${title}, ${courseTitle}`}</p>
        </ClassEnded>
      )
    case 'cancelled':
      return (
        <Screen title="Class cancelled">
          <p>{`${title}, ${courseTitle}`}</p>
        </Screen>
      )
  }
}

function NotStarted({ guestDoor, name, onRename }: { guestDoor: GuestDoor; name: string; onRename: () => void }) {
  return (
    <Screen
      icon={<CalendarClock aria-hidden size={40} strokeWidth={1.5} />}
      title={guestDoor.title}
      actions={<Button onClick={onRename}>Change name</Button>}
    >
      <p>
        This class has not started yet. It is planned for{' '}
        <time dateTime={guestDoor.startsAt}>{START.format(new Date(guestDoor.startsAt))}</time>.
      </p>
      <p>Keep this page open, {name}: it goes on by itself as soon as the class starts.</p>
    </Screen>
  )
}

const START = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

function useDoor({
  id,
  engineUrl,
  guestDoor: { title, courseTitle, guestPolicy, state, recorded, recordPolicy },
  name,
  rename,
}: {
  id: string
  engineUrl: string
  guestDoor: GuestDoor
  name: string
  rename: () => void
}): Door {
  return useMemo(() => {
    const keep = (token: string) => keepVisit(id, { name, token })
    return {
      title,
      above: courseTitle,
      name,
      rename,
      note: guestPolicy === 'ASK' ? 'The instructor may have to let you in first.' : undefined,
      recording: recordingForGuest({ state, recorded, recordPolicy }),
      replayOf: id,
      action: 'Join class',
      enter: async () => {
        const kept = loadVisit(id)?.token
        if (kept) return { engineUrl, token: kept }
        const { joinAsGuest } = await request(JoinAsGuestDocument, { id, name })
        keep(joinAsGuest.token)
        return { engineUrl, token: joinAsGuest.token }
      },
      opensAgain: true,
      keepToken: keep,
      exit: null,
    }
  }, [id, engineUrl, title, courseTitle, guestPolicy, state, recorded, recordPolicy, name, rename])
}
