import { notFound } from 'next/navigation'
import { KitPage } from '../../features/kit/KitPage'
import { config } from '../../lib/config'

export const metadata = { title: 'Interface kit' }

export default function Page() {
  if (process.env.NODE_ENV === 'production' && !config().LECTERN_WEB_UI_PAGE) notFound()
  return <KitPage />
}
