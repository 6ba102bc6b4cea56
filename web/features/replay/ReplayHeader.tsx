'use client'

import { CircleHelp, History, Link2, Maximize, Minimize, X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import { buttonClass } from '../../ui/buttonClass.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { countOf } from '../room/countOf.ts'
import { useRoom } from '../room/RoomContext.ts'
import { TimerFace } from '../timer/TimerFace.tsx'

const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75 } as const
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })

/** What class this was, and what can be done with its recording. */
export function ReplayHeader({
  title,
  startedAt,
  note,
  isFullScreen,
  onFullScreen,
  onCopy,
  onHelp,
  back,
  children,
}: {
  title: string
  startedAt: number
  /** Where it stands, when that is not simply "to be watched". */
  note: string | null
  isFullScreen: boolean
  onFullScreen: () => void
  onCopy: () => void
  onHelp: () => void
  back: { href: string; label: string } | null
  children?: ReactNode
}) {
  const { people } = useRoom()
  const present = [...people.values()].filter(({ presence }) => presence !== 'away').length
  return (
    <header className="flex h-14 shrink-0 items-center gap-x-5 border-hairline border-b bg-surface pr-2 pl-4 max-sm:gap-x-3">
      <title>{`${title} · Replay`}</title>
      <h1 className="min-w-0 truncate font-semibold text-17">{title}</h1>
      <p className="flex shrink-0 items-center gap-2 text-15 text-muted">
        <History aria-hidden size={18} strokeWidth={1.75} />
        <span className="max-sm:sr-only">Replay</span>
        <time dateTime={new Date(startedAt).toISOString()} className="max-md:sr-only">
          {DAY.format(startedAt)}
        </time>
      </p>
      {note ? <Badge tone="amber">{note}</Badge> : null}
      <TimerFace />
      <p className="ml-auto shrink-0 text-15 text-muted max-lg:sr-only">{countOf(present, 'person', 'people')}</p>
      <div className="flex shrink-0 items-center gap-0.5 max-lg:ml-auto">
        {children}
        <IconButton
          label="Copy a link to this moment"
          shortcut="Y"
          side="bottom"
          icon={<Link2 {...ICON} />}
          onClick={onCopy}
        />
        <IconButton
          label={isFullScreen ? 'Leave full screen' : 'Full screen'}
          shortcut="F"
          side="bottom"
          icon={isFullScreen ? <Minimize {...ICON} /> : <Maximize {...ICON} />}
          onClick={onFullScreen}
          className="max-sm:hidden"
        />
        <IconButton
          label="Keyboard shortcuts"
          shortcut="?"
          side="bottom"
          icon={<CircleHelp {...ICON} />}
          onClick={onHelp}
          className="max-sm:hidden"
        />
        {back ? (
          <Link href={back.href} aria-label={back.label} title={back.label} className={buttonClass('quiet', 'medium')}>
            <X {...ICON} />
          </Link>
        ) : null}
      </div>
    </header>
  )
}
