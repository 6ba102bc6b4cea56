'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Download, Users } from 'lucide-react'
import Link from 'next/link'
import { AttendanceDocument, type AttendanceQuery } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Badge } from '../../ui/Badge'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { type Column, Table } from '../../ui/Table'
import { formatClock, formatDay, formatLength, zoneName } from '../time/formatTime'
import { useTime } from '../time/TimeProvider'
import { type AttendanceRow, attendanceCsv } from './attendanceCsv'
import { downloadText } from './downloadText'

const LIVE_POLL_MS = 10_000
const ROLES = { INSTRUCTOR: 'Instructor', ASSISTANT: 'Assistant', STUDENT: 'Student' } as const

type Session = NonNullable<AttendanceQuery['liveSession']>

/** Who was in a class, from when to when. While the class goes on, it is read again and again. */
export function AttendancePage({
  slug,
  session,
  initial,
}: {
  slug: string
  session: Session
  initial: AttendanceQuery
}) {
  const { zone, now } = useTime()
  const report = useQuery({
    queryKey: ['attendance', session.id],
    queryFn: ({ signal }) => request(AttendanceDocument, { sessionId: session.id }, signal),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.liveSession?.endedAt ? false : LIVE_POLL_MS),
  })
  const { attendance } = report.data
  const current = report.data.liveSession ?? session
  const start = new Date(current.startedAt ?? current.startsAt)
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-3">
        <Link
          href={`/courses/${slug}`}
          className="inline-flex items-center gap-1.5 self-start text-15 text-accent-ink underline-offset-4 hover:underline"
        >
          <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
          Back to the course
        </Link>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <div className="flex flex-col gap-1">
            <h1 className="font-display text-32">Attendance: {current.title}</h1>
            <p className="flex flex-wrap items-center gap-2 text-15 text-muted">
              {formatDay(start, zone, now)}, {formatClock(start, zone)} ({zoneName(zone)})
              {current.endedAt ? null : <Badge tone="accent">Live now</Badge>}
            </p>
          </div>
          {attendance.length > 0 ? (
            <Button
              icon={<Download aria-hidden size={18} strokeWidth={1.75} />}
              onClick={() => downloadText(`attendance-${slug}.csv`, 'text/csv', attendanceCsv(attendance))}
            >
              Download as CSV
            </Button>
          ) : null}
        </div>
      </div>
      {attendance.length > 0 ? (
        <Table
          caption={`${attendance.length === 1 ? '1 person' : `${attendance.length} people`} in class`}
          columns={columns(zone)}
          rows={attendance}
          rowKey={(row) => row.id}
        />
      ) : (
        <EmptyState
          icon={<Users aria-hidden size={28} strokeWidth={1.75} />}
          title={current.endedAt ? 'Nobody was in this class' : 'Nobody is in this class yet'}
        >
          Time in class counts from the moment somebody comes in until they leave, on any device.
        </EmptyState>
      )}
    </div>
  )
}

function columns(zone: string): Column<AttendanceRow>[] {
  return [
    { key: 'name', header: 'Name', cell: (row) => row.name },
    { key: 'role', header: 'Role', cell: (row) => ROLES[row.role] },
    { key: 'came', header: 'Came', cell: (row) => formatClock(new Date(row.firstJoinedAt), zone), numeric: true },
    {
      key: 'left',
      header: 'Left',
      cell: (row) => (row.lastLeftAt ? formatClock(new Date(row.lastLeftAt), zone) : 'In class'),
      numeric: true,
    },
    { key: 'length', header: 'Time in class', cell: (row) => formatLength(row.seconds), numeric: true },
    { key: 'joins', header: 'Times joined', cell: (row) => row.joins, numeric: true },
  ]
}
