'use client'

import { Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useConnection, useLogTime } from '../classroom/useClassroom.ts'
import type { MediaState } from '../media/MediaState.ts'
import { RecordingMark } from '../recording/RecordingMark.tsx'
import { QualityMark } from '../tiles/QualityMark.tsx'
import { TimerFace } from '../timer/TimerFace.tsx'
import { clock } from './clock.ts'
import { connectionWords } from './connectionWords.ts'
import { countOf } from './countOf.ts'
import { useRoom } from './RoomContext.ts'

/** What class this is, how long it has been going on, whether it is recorded, how one is connected and how many are here. */
export function Header({
  media,
  rewind,
  onSettings,
}: {
  media: MediaState
  /** The way back in a class that is recorded. */
  rewind: ReactNode
  onSettings: () => void
}) {
  const { stage, people } = useRoom()
  const { words, quality } = connectionWords(useConnection(), media)
  const present = [...people.values()].filter(({ presence }) => presence !== 'away').length
  return (
    <header className="flex h-14 shrink-0 items-center gap-x-5 border-hairline max-sm:gap-x-3 border-b bg-surface pr-2 pl-4">
      <title>{stage.title || 'Class'}</title>
      <h1 className="min-w-0 truncate font-semibold text-17">{stage.title || 'Class'}</h1>
      <RecordingMark />
      <p className={cx('flex shrink-0 items-center gap-2 text-15 text-muted', stage.recording?.on && 'max-sm:sr-only')}>
        <span aria-hidden className="size-2 rounded-full bg-accent" />
        <span className="max-sm:sr-only">Live</span>
        <Elapsed since={stage.startedAt} />
      </p>
      {rewind}
      <p className="flex shrink-0 items-center gap-2 text-15 text-muted max-sm:gap-0">
        <span aria-hidden className="inline-flex">
          <QualityMark quality={quality} />
        </span>
        <span className="max-md:sr-only">{words}</span>
      </p>
      <TimerFace />
      <p className="ml-auto shrink-0 text-15 text-muted max-sm:sr-only">{countOf(present, 'person', 'people')}</p>
      <IconButton
        label="Settings"
        side="bottom"
        icon={<Settings aria-hidden size={20} strokeWidth={1.75} />}
        onClick={onSettings}
        className="size-11! max-sm:ml-auto"
      />
    </header>
  )
}

function Elapsed({ since }: { since: number }) {
  const now = useLogTime()
  return <time className="tabular-nums">{clock(now - since)}</time>
}
