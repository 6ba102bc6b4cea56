import type { Metadata } from 'next'
import { ProfilePage } from '../../../features/account/ProfilePage'
import { requireViewer } from '../../../lib/server/requireViewer'

export const metadata: Metadata = { title: 'Profile' }

export default async function Page() {
  return <ProfilePage viewer={await requireViewer('/profile')} />
}
