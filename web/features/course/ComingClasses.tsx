'use client'

import { Ellipsis, Link, Pencil, Play, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CancelSessionDocument, StartSessionDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { AlertDialog } from '../../ui/AlertDialog'
import { Button } from '../../ui/Button'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu'
import { useToast } from '../../ui/Toast'
import { guestPath } from '../guest/guestPath'
import { useCopyGuestLink } from '../guest/useCopyGuestLink'
import { formatSpan } from '../time/formatTime'
import { useTime } from '../time/TimeProvider'
import { ZoneNote } from '../time/ZoneNote'
import { type PlannedSession, SessionDialog } from './SessionDialog'
import { SessionRow } from './SessionRow'
import { useAct } from './useAct'
import type { CourseData } from './useCourse'

const icon = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const
const MINUTE_MS = 60_000

export function ComingClasses({ course, refresh }: { course: CourseData; refresh: () => Promise<void> }) {
  const { zone, now } = useTime()
  return (
    <section aria-labelledby="coming-title" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="coming-title" className="font-display text-24">
          Coming classes
        </h2>
        {course.scheduled.length > 0 ? <ZoneNote /> : null}
      </div>
      {course.scheduled.length > 0 ? (
        <ul>
          {course.scheduled.map((session) => {
            const start = new Date(session.startsAt)
            const end = new Date(start.getTime() + session.durationMinutes * MINUTE_MS)
            return (
              <SessionRow
                key={session.id}
                at={start}
                title={session.title}
                actions={
                  session.viewerCanStart ? (
                    <SessionActions slug={course.slug} session={session} refresh={refresh} />
                  ) : undefined
                }
              >
                {formatSpan(start, end, zone, now)}
              </SessionRow>
            )
          })}
        </ul>
      ) : (
        <p className="text-15 text-muted">
          {course.viewerCanEdit
            ? 'Nothing is planned. Schedule a class, so that students can keep the time free.'
            : 'Nothing is planned yet. Classes can also start without a plan.'}
        </p>
      )}
    </section>
  )
}

function SessionActions({
  slug,
  session,
  refresh,
}: {
  slug: string
  session: PlannedSession
  refresh: () => Promise<void>
}) {
  const router = useRouter()
  const toast = useToast()
  const { running, act } = useAct()
  const [editing, setEditing] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  const copyGuestLink = useCopyGuestLink()
  const guests = guestPath(session)

  const start = async () => {
    const { startSession } = await request(StartSessionDocument, { id: session.id })
    router.push(`/class/${startSession.id}`)
  }
  const cancel = async () => {
    await request(CancelSessionDocument, { id: session.id })
    await refresh()
    toast({ title: `“${session.title}” is cancelled.` })
  }

  return (
    <>
      <Menu
        trigger={
          <Button
            variant="quiet"
            aria-label={`More for ${session.title}`}
            className="w-10 px-0!"
            busy={running !== undefined}
            icon={<Ellipsis {...icon} />}
          />
        }
      >
        <MenuItem icon={<Play {...icon} />} onSelect={() => act('start', start)}>
          Start this class
        </MenuItem>
        <MenuItem icon={<Pencil {...icon} />} onSelect={() => setEditing(true)}>
          Change
        </MenuItem>
        {guests ? (
          <MenuItem
            icon={<Link {...icon} />}
            onSelect={() => void copyGuestLink(guests, session.guestPolicy === 'OPEN' ? 'open' : 'ask')}
          >
            Copy guest link
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <MenuItem tone="danger" icon={<Trash2 {...icon} />} onSelect={() => setCancelling(true)}>
          Cancel class
        </MenuItem>
      </Menu>
      <SessionDialog slug={slug} session={session} open={editing} onOpenChange={setEditing} onSaved={refresh} />
      <AlertDialog
        open={cancelling}
        onOpenChange={setCancelling}
        title="Cancel this class?"
        description={`“${session.title}” disappears from the plan of every student. This cannot be undone, but you can schedule another.`}
        confirmLabel="Cancel class"
        cancelLabel="Keep it"
        onConfirm={() => act('cancel', cancel)}
      />
    </>
  )
}
