import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EditRecordingPage } from '../../../../../features/recording/edit/EditRecordingPage'
import { ManagedRecordingDocument, RecordedClassDocument } from '../../../../../graphql/generated/documents'
import { requestAsViewer } from '../../../../../lib/server/requestAsViewer'
import { requireViewer } from '../../../../../lib/server/requireViewer'

export const metadata: Metadata = { title: 'Edit recording' }

/** For those who teach the course; for everybody else there is no such page. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await requireViewer(`/replay/${id}/edit`)
  const [{ recording }, { liveSession }] = await Promise.all([
    requestAsViewer(ManagedRecordingDocument, { id }),
    requestAsViewer(RecordedClassDocument, { id }),
  ])
  if (!recording?.viewerCanEdit || !liveSession) notFound()
  return <EditRecordingPage initial={recording} session={liveSession} />
}
