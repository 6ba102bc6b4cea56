import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AttendancePage } from '../../../../../../features/attendance/AttendancePage'
import { AttendanceDocument } from '../../../../../../graphql/generated/documents'
import { RequestError } from '../../../../../../lib/RequestError'
import { requestAsViewer } from '../../../../../../lib/server/requestAsViewer'
import { requireViewer } from '../../../../../../lib/server/requireViewer'

export const metadata: Metadata = { title: 'Attendance' }

export default async function Page({ params }: { params: Promise<{ slug: string; id: string }> }) {
  const { slug, id } = await params
  await requireViewer(`/courses/${slug}/attendance/${id}`)
  const report = await requestAsViewer(AttendanceDocument, { sessionId: id }).catch((error) => {
    if (error instanceof RequestError && HIDDEN.includes(error.code)) notFound()
    throw error
  })
  if (!report.liveSession) notFound()
  return <AttendancePage slug={slug} session={report.liveSession} initial={report} />
}

const HIDDEN: readonly string[] = ['NOT_ALLOWED', 'NOT_FOUND', 'ROOM_NOT_FOUND', 'NOT_LOGGED_IN', 'BAD_REQUEST']
