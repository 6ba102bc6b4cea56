'use client'

import Link from 'next/link'
import type { ClassLineFragment } from '../../graphql/generated/documents'
import { Badge } from '../../ui/Badge'
import { ButtonLink } from '../../ui/ButtonLink'
import { formatStarted } from '../time/formatTime'
import { useTime } from '../time/TimeProvider'

export function LiveClassCard({ session }: { session: ClassLineFragment }) {
  const { now } = useTime()
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-4 rounded-box border-2 border-accent bg-surface p-5">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex items-center gap-2">
          <Badge tone="accent">Live now</Badge>
          {session.startedAt ? (
            <span className="text-13 text-muted">{formatStarted(new Date(session.startedAt), now)}</span>
          ) : null}
        </div>
        <p className="font-semibold text-20">{session.title}</p>
        <Link
          href={`/courses/${session.course.slug}`}
          className="text-15 text-muted underline-offset-4 hover:underline"
        >
          {session.course.title}
        </Link>
      </div>
      {session.viewerCanJoin ? (
        <ButtonLink href={`/class/${session.id}`} variant="primary" size="large" className="w-full sm:w-auto">
          Join class
        </ButtonLink>
      ) : null}
    </div>
  )
}
