'use client'

import type { WireError } from '@lectern/protocol'
import { Clock, WifiOff } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { useConnection, useStage } from '../classroom/useClassroom.ts'
import { ClassView } from './ClassView.tsx'
import { nextTryWords } from './connectionWords.ts'
import { Screen } from './Screen.tsx'
import { useNow } from './useNow.ts'

/** One is let in: connecting, waiting, in class. `onOut`: not any more; null when one left by oneself. */
export function Joined({ title, onOut }: { title: string; onOut: (because: WireError | null) => void }) {
  const classroom = useLiveClassroom()
  const { phase, closedBecause, nextTryAt } = useConnection()
  const arrived = useStage((stage) => stage.class !== null)
  useEffect(() => {
    if (phase === 'closed') onOut(closedBecause)
  }, [phase, closedBecause, onOut])

  const leave = () => void classroom.leave()
  if (phase === 'waiting') {
    return (
      <Screen
        icon={<Clock aria-hidden size={40} strokeWidth={1.5} />}
        title={title}
        actions={<Button onClick={leave}>Stop waiting</Button>}
      >
        <p>You are in the waiting room. The instructor has been told and will let you in.</p>
        <p>Keep this page open. It opens the class by itself.</p>
      </Screen>
    )
  }
  if (arrived) return <ClassView onLeave={leave} />
  return (
    <Screen
      icon={nextTryAt === null ? <Spinner size={40} /> : <WifiOff aria-hidden size={40} strokeWidth={1.5} />}
      title={title}
      actions={<Button onClick={leave}>Cancel</Button>}
    >
      {nextTryAt === null ? <p>Coming in…</p> : <Trying nextTryAt={nextTryAt} />}
    </Screen>
  )
}

function Trying({ nextTryAt }: { nextTryAt: number }) {
  const now = useNow(500)
  return (
    <p>
      The class cannot be reached right now. <span aria-hidden>{nextTryWords(nextTryAt, now)}</span>
    </p>
  )
}
