import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DebugPage } from '../../../features/debug/DebugPage'
import { DebugDocument } from '../../../graphql/generated/documents'
import { requestAsViewer } from '../../../lib/server/requestAsViewer'
import { requireViewer } from '../../../lib/server/requireViewer'

export const metadata: Metadata = { title: 'What runs' }

/** For admins; for everybody else there is no such page. */
export default async function Page() {
  const viewer = await requireViewer('/debug')
  if (viewer.role !== 'ADMIN') notFound()
  return <DebugPage initial={await requestAsViewer(DebugDocument, {})} />
}
