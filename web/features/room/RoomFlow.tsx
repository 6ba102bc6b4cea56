'use client'

import type { WireError } from '@lectern/protocol'
import { DoorOpen } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Classroom } from '../classroom/Classroom.ts'
import { ClassroomProvider } from '../classroom/ClassroomProvider.tsx'
import { askAhead } from '../media/browserHandler.ts'
import { MediaClient } from '../media/MediaClient.ts'
import type { DeviceChoice } from '../media/MediaControls.ts'
import { Prejoin } from '../prejoin/Prejoin.tsx'
import { Preview } from '../prejoin/Preview.ts'
import { pluggedIn } from '../prejoin/pluggedIn.ts'
import { ClassEnded } from '../recording/ClassEnded.tsx'
import { RecordingNotice } from '../recording/RecordingNotice.tsx'
import { useRefusal } from '../recording/useRefusal.ts'
import type { Door, Ticket } from './Door.ts'
import { Joined } from './Joined.tsx'
import { Screen } from './Screen.tsx'
import { useAhead } from './useAhead.ts'
import { useGoodbye } from './useGoodbye.ts'

/** From the door to the class and out again. */
export function RoomFlow({
  door,
  boardLicenseKey,
  onInside,
}: {
  door: Door
  /** Licence key of tldraw, where the deployment has one. */
  boardLicenseKey: string | undefined
  /** Tells when one goes in and comes out. */
  onInside?: (inside: boolean) => void
}) {
  const [classroom, setClassroom] = useState<Classroom | null>(null)
  const [left, setLeft] = useState<{ because: WireError | null } | null>(null)
  useGoodbye(classroom)

  const enter = (next: Classroom) => {
    setClassroom(next)
    onInside?.(true)
  }
  const leave = (because: WireError | null) => {
    setClassroom(null)
    setLeft({ because })
    onInside?.(false)
  }

  if (classroom) {
    return (
      <ClassroomProvider classroom={classroom}>
        <Joined title={door.title} onOut={leave} />
      </ClassroomProvider>
    )
  }
  if (left) return <Afterwards door={door} because={left.because} onAgain={() => setLeft(null)} />
  return <Entrance door={door} boardLicenseKey={boardLicenseKey} onEnter={enter} />
}

/** The room before the class, with what is needed to come in. */
function Entrance({
  door,
  boardLicenseKey,
  onEnter,
}: {
  door: Door
  boardLicenseKey: string | undefined
  onEnter: (classroom: Classroom) => void
}) {
  const preview = usePreview()
  useClassAtHand()
  const make = useCallback(
    (ticket: Ticket) =>
      new Classroom({
        ...ticket,
        boardLicenseKey,
        refreshToken: door.refresh,
        makeMedia: (signalling) => new MediaClient(signalling),
      }),
    [boardLicenseKey, door.refresh],
  )
  const takePrepared = useAhead(door, make)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const refusal = useRefusal(door.recording)
  const join = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const classroom = takePrepared() ?? (await enterBy(door, make))
      if (!classroom || !preview) return
      if (door.keepToken) classroom.client.on('token', door.keepToken)
      takeDevices(classroom, preview)
      classroom.start({ refuseRecording: refusal.answer })
      onEnter(classroom)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The class could not be opened. Try again.')
    } finally {
      setBusy(false)
    }
  }
  if (!preview) return null
  return (
    <Prejoin
      preview={preview}
      title={door.title}
      above={door.above}
      name={door.name}
      note={door.note}
      recording={<RecordingNotice recording={door.recording} refuses={refusal.refuses} onRefuse={refusal.refuse} />}
      action={door.action}
      busy={busy}
      error={problem ? <ErrorPanel title={problem} /> : null}
      onJoin={() => void join()}
      leave={
        <>
          {door.rename ? (
            <Button variant="quiet" className="self-start" onClick={door.rename}>
              Change name
            </Button>
          ) : null}
          {door.exit ? (
            <ButtonLink href={door.exit.href} variant="quiet" className="self-start">
              {door.exit.label}
            </ButtonLink>
          ) : null}
        </>
      }
    />
  )
}

async function enterBy(door: Door, make: (ticket: Ticket) => Classroom): Promise<Classroom | null> {
  const ticket = await door.enter()
  return ticket && make(ticket)
}

/** What is on in the preview goes on in the class without a gap. */
function takeDevices({ media }: Classroom, preview: Preview): void {
  const { microphone, camera } = preview.handOver()
  if (microphone) void checked(microphone).then((choice) => media?.setMicrophone(true, choice))
  if (camera) void checked(camera).then((choice) => media?.setCamera(true, choice))
}

async function checked(choice: DeviceChoice): Promise<DeviceChoice> {
  return choice.track ? choice : { deviceId: await pluggedIn(choice.deviceId) }
}

/** The board is most of the code of the class, and browsers take their time over WebRTC: both are ready by the time one comes in. */
function useClassAtHand(): void {
  useEffect(() => {
    askAhead()
    // Where it cannot be loaded now, the class tries again.
    void import('../board/Board.tsx').catch(() => undefined)
  }, [])
}

function usePreview(): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null)
  useEffect(() => {
    const next = new Preview(navigator.mediaDevices)
    setPreview(next)
    void next.open()
    return () => next.close()
  }, [])
  return preview
}

/** Why one is not in the class any more, and where to go from here. */
function Afterwards({ door, because, onAgain }: { door: Door; because: WireError | null; onAgain: () => void }) {
  if (because?.code === 'CLASS_ENDED' && door.replayOf) {
    return (
      <ClassEnded
        id={door.replayOf}
        actions={door.exit ? <ButtonLink href={door.exit.href}>{door.exit.label}</ButtonLink> : null}
      />
    )
  }
  const { title, text, again } = farewell(because, door.opensAgain ?? false)
  return (
    <Screen
      icon={<DoorOpen aria-hidden size={40} strokeWidth={1.5} />}
      title={title}
      actions={
        <>
          {again ? (
            <Button variant="primary" onClick={because?.code === 'VERSION_NOT_SUPPORTED' ? reload : onAgain}>
              {again}
            </Button>
          ) : null}
          {door.exit ? (
            <ButtonLink href={door.exit.href} variant={again ? 'secondary' : 'primary'}>
              {door.exit.label}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <p>{text}</p>
    </Screen>
  )
}

const reload = () => window.location.reload()

function farewell(
  because: WireError | null,
  opensAgain: boolean,
): { title: string; text: string; again: string | null } {
  if (!because)
    return {
      title: 'You left the class',
      text: 'It goes on. You can come back as long as it lasts.',
      again: 'Join again',
    }
  switch (because.code) {
    case 'CLASS_ENDED':
      return { title: 'Class ended', text: 'Board, chat and polls are kept.', again: null }
    case 'REMOVED':
      return {
        title: 'You were removed from this class',
        text: 'If that was a mistake, ask the instructor.',
        again: null,
      }
    case 'GUESTS_NOT_ADMITTED':
      return { title: 'You cannot come in', text: because.message, again: null }
    case 'VERSION_NOT_SUPPORTED':
      return { title: 'This page is out of date', text: 'Load it again to come in.', again: 'Load again' }
    case 'BAD_TOKEN':
    case 'TOKEN_EXPIRED':
      if (opensAgain)
        return {
          title: 'You are not in the class any more',
          text: 'You were away for too long. As long as the class lasts, you can come in again.',
          again: 'Join again',
        }
      return { title: 'This link does not open the class', text: because.message, again: null }
    default:
      return { title: 'You are not in the class', text: because.message, again: 'Try again' }
  }
}
