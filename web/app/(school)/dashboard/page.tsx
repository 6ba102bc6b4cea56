import type { Metadata } from 'next'
import { Dashboard } from '../../../features/dashboard/Dashboard'
import { MyClassesDocument } from '../../../graphql/generated/documents'
import { requestAsViewer } from '../../../lib/server/requestAsViewer'
import { requireViewer } from '../../../lib/server/requireViewer'

export const metadata: Metadata = { title: 'My classes' }

export default async function DashboardPage() {
  const viewer = await requireViewer('/dashboard')
  return <Dashboard initial={await requestAsViewer(MyClassesDocument, {})} teaches={viewer.role !== 'STUDENT'} />
}
