'use client'

import { Search, Users } from 'lucide-react'
import { ButtonLink } from '../../ui/ButtonLink'
import { RecordingLine } from '../recording/RecordingLine'
import { formatClock, formatDay, formatLength } from '../time/formatTime'
import { useTime } from '../time/TimeProvider'
import { SessionRow } from './SessionRow'
import type { CourseData } from './useCourse'

export function PastClasses({ course, refresh }: { course: CourseData; refresh: () => Promise<void> }) {
  const { zone, now } = useTime()
  if (course.ended.length === 0) return null
  return (
    <section aria-labelledby="past-title" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="past-title" className="font-display text-24">
          Past classes
        </h2>
        {course.ended.some(({ recording }) => recording) ? (
          <ButtonLink
            href={`/courses/${course.slug}/search`}
            size="small"
            icon={<Search aria-hidden size={16} strokeWidth={1.75} />}
          >
            Search the recordings
          </ButtonLink>
        ) : null}
      </div>
      <ul>
        {course.ended.map((session) => {
          const start = new Date(session.startedAt ?? session.startsAt)
          const seconds = session.endedAt ? (Date.parse(session.endedAt) - start.getTime()) / 1000 : undefined
          return (
            <SessionRow
              key={session.id}
              at={start}
              title={session.title}
              actions={
                course.viewerCanEdit ? (
                  <ButtonLink
                    href={`/courses/${course.slug}/attendance/${session.id}`}
                    size="small"
                    aria-label={`Attendance: ${session.title}`}
                    icon={<Users aria-hidden size={16} strokeWidth={1.75} />}
                  >
                    Attendance
                  </ButtonLink>
                ) : undefined
              }
            >
              {formatDay(start, zone, now)}, {formatClock(start, zone)}
              {seconds === undefined ? null : `, ${formatLength(seconds)}`}
              {session.recording ? (
                <RecordingLine recording={session.recording} title={session.title} onChanged={refresh} />
              ) : null}
            </SessionRow>
          )
        })}
      </ul>
    </section>
  )
}
