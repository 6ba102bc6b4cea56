'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { useHands } from '../classroom/useClassroom.ts'
import { useRecordingNews } from '../recording/useRecordingNews.ts'
import { screensOnAir } from '../tiles/onAir.ts'
import { useRoom } from './RoomContext.ts'

/** Says what happens in class to those who do not see it: hands and waiting people to staff, shared screens and the recording to all. */
export function Announcements() {
  const { me, isStaff, stage, waiting, onAir, nameOf } = useRoom()
  const recordingNews = useRecordingNews(stage.recording?.on ?? false)
  const hands = useHands()
  const screens = useMemo(() => screensOnAir(onAir), [onAir])
  const raised = isStaff ? hands.map(({ userId }) => userId) : []
  const waits = waiting.map(({ userId }) => userId)
  const newHand = useNewest(raised)
  const newWaiting = useNewest(waits)
  const newScreen = useNewest(screens.filter((userId) => userId !== me.userId))
  const waitingName = waiting.find(({ userId }) => userId === newWaiting)?.name
  return (
    <div className="sr-only">
      <p role="status">{newHand ? `${nameOf(newHand)} raised a hand.` : ''}</p>
      <p role="status">{waitingName ? `${waitingName} waits to come in.` : ''}</p>
      <p role="status">{recordingNews}</p>
      <p role="status">{newScreen ? `${nameOf(newScreen)} shares a screen.` : ''}</p>
    </div>
  )
}

/** The id that came last, as long as it is there; those of the first look are not news. */
function useNewest(ids: readonly string[]): string | null {
  const known = useRef<readonly string[] | null>(null)
  const [newest, setNewest] = useState<string | null>(null)
  const key = ids.join('\n')
  useEffect(() => {
    const now = key === '' ? [] : key.split('\n')
    const before = known.current
    known.current = now
    if (before === null) return
    const fresh = now.find((id) => !before.includes(id))
    setNewest((shown) => fresh ?? (shown !== null && now.includes(shown) ? shown : null))
  }, [key])
  return newest
}
