'use client'

import { useQuery } from '@tanstack/react-query'
import { CalendarDays } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type ClassLineFragment, MyClassesDocument, type MyClassesQuery } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Banner } from '../../ui/Banner'
import { ButtonLink } from '../../ui/ButtonLink'
import { EmptyState } from '../../ui/EmptyState'
import { SessionRow } from '../course/SessionRow'
import { RecordingLine } from '../recording/RecordingLine'
import { formatClock, formatDay, formatDistance, formatLength, formatSpan } from '../time/formatTime'
import { useTime } from '../time/TimeProvider'
import { ZoneNote } from '../time/ZoneNote'
import { ContinueWatching } from './ContinueWatching'
import { CourseLinks } from './CourseLinks'
import { LiveClassCard } from './LiveClassCard'

type PastClass = MyClassesQuery['myClasses']['past'][number]

const POLL_MS = 10_000
const MINUTE_MS = 60_000

/** The viewer's classes: going on, coming, past; beside them the courses. */
export function Dashboard({ initial, teaches }: { initial: MyClassesQuery; teaches: boolean }) {
  const query = useQuery({
    queryKey: ['my-classes'],
    queryFn: ({ signal }) => request(MyClassesDocument, {}, signal),
    initialData: initial,
    refetchInterval: POLL_MS,
  })
  const { live, next, past, teaching, enrolled } = query.data.myClasses
  const hasCourses = teaching.length + enrolled.length > 0
  return (
    <div className="flex flex-col gap-10">
      <h1 className="font-display text-44">My classes</h1>
      {query.isRefetchError ? (
        <Banner tone="amber" className="rounded-box">
          This page could not be brought up to date. We keep trying; what you see may be a little old.
        </Banner>
      ) : null}
      {hasCourses ? (
        <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[1fr_18rem]">
          <div className="flex flex-col gap-12">
            <p role="status" className="sr-only">
              {live.map((session) => `Live now: ${session.title}`).join('. ')}
            </p>
            {live.length > 0 ? <LiveNowSection live={live} /> : null}
            <NextSection next={next} teaches={teaching.length > 0} />
            <ContinueWatching past={past} />
            {past.length > 0 ? (
              <PastSection past={past} taught={teaching.map((course) => course.id)} refresh={() => query.refetch()} />
            ) : null}
          </div>
          <CourseLinks teaching={teaching} enrolled={enrolled} teaches={teaches} />
        </div>
      ) : (
        <NothingYet teaches={teaches} />
      )}
    </div>
  )
}

function LiveNowSection({ live }: { live: ClassLineFragment[] }) {
  return (
    <Section title="Live now">
      <ul className="flex flex-col gap-4">
        {live.map((session) => (
          <li key={session.id}>
            <LiveClassCard session={session} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function NextSection({ next, teaches }: { next: ClassLineFragment[]; teaches: boolean }) {
  const { zone, now } = useTime()
  return (
    <Section title="Next" note={next.length > 0 ? <ZoneNote /> : null}>
      {next.length === 0 ? (
        <EmptyState icon={<CalendarDays aria-hidden size={28} strokeWidth={1.75} />} title="Nothing is planned">
          {teaches
            ? 'Open one of your courses to schedule a class or to start one at once.'
            : 'When an instructor schedules a class, it stands here. A class that starts without a plan appears here too.'}
        </EmptyState>
      ) : (
        <ul>
          {next.map((session) => {
            const start = new Date(session.startsAt)
            const end = new Date(start.getTime() + session.durationMinutes * MINUTE_MS)
            return (
              <SessionRow
                key={session.id}
                at={start}
                title={<CourseLink session={session} />}
                actions={<span className="hidden text-15 text-muted sm:block">{formatDistance(start, now)}</span>}
              >
                {formatSpan(start, end, zone, now)}
                <span className="block">{session.course.title}</span>
              </SessionRow>
            )
          })}
        </ul>
      )}
    </Section>
  )
}

function PastSection({
  past,
  taught,
  refresh,
}: {
  past: PastClass[]
  taught: string[]
  refresh: () => Promise<unknown>
}) {
  const { zone, now } = useTime()
  return (
    <Section title="Past">
      <ul>
        {past.map((session) => {
          const start = new Date(session.startedAt ?? session.startsAt)
          const seconds = session.endedAt ? (Date.parse(session.endedAt) - start.getTime()) / 1000 : undefined
          return (
            <SessionRow
              key={session.id}
              at={start}
              title={<CourseLink session={session} />}
              actions={
                taught.includes(session.course.id) ? (
                  <ButtonLink
                    href={`/courses/${session.course.slug}/attendance/${session.id}`}
                    size="small"
                    aria-label={`Attendance: ${session.title}`}
                  >
                    Attendance
                  </ButtonLink>
                ) : undefined
              }
            >
              {formatDay(start, zone, now)}, {formatClock(start, zone)}
              {seconds === undefined ? null : `, ${formatLength(seconds)}`}
              <span className="block">{session.course.title}</span>
              {session.recording ? (
                <RecordingLine recording={session.recording} title={session.title} onChanged={refresh} />
              ) : null}
            </SessionRow>
          )
        })}
      </ul>
    </Section>
  )
}

function NothingYet({ teaches }: { teaches: boolean }) {
  return teaches ? (
    <EmptyState
      icon={<CalendarDays aria-hidden size={28} strokeWidth={1.75} />}
      title="Your first class is two steps away"
      action={
        <ButtonLink href="/courses/new" variant="primary">
          Make a course
        </ButtonLink>
      }
    >
      Make a course, then start a class in it. Students enrol from the catalog.
    </EmptyState>
  ) : (
    <EmptyState
      icon={<CalendarDays aria-hidden size={28} strokeWidth={1.75} />}
      title="You are not in a course yet"
      action={
        <ButtonLink href="/#courses" variant="primary">
          Find a course
        </ButtonLink>
      }
    >
      Enrol in one, and its classes stand here: those that are live, those to come and those that were.
    </EmptyState>
  )
}

function CourseLink({ session }: { session: ClassLineFragment }) {
  return (
    <Link href={`/courses/${session.course.slug}`} className="underline-offset-4 hover:underline">
      {session.title}
    </Link>
  )
}

function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const id = `section-${title.toLowerCase().replaceAll(' ', '-')}`
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={id} className="font-display text-24">
          {title}
        </h2>
        {note}
      </div>
      {children}
    </section>
  )
}
