import type { Metadata } from 'next'
import { GuestPage } from '../../../features/guest/GuestPage'
import { config } from '../../../lib/config'

export const metadata: Metadata = {
  title: { absolute: 'Join a class' },
  robots: { index: false },
  // Whoever has the address may ask to come in, so it is told to nobody else.
  referrer: 'no-referrer',
}
// The address of the engine is a setting of the running service, not of the build.
export const dynamic = 'force-dynamic'

/** Where people without an account come in to a class of the school. */
export default async function GuestClassPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { LECTERN_PUBLIC_ENGINE_URL, LECTERN_WEB_TLDRAW_LICENSE_KEY } = config()
  return (
    <GuestPage
      key={id}
      id={id}
      engineUrl={LECTERN_PUBLIC_ENGINE_URL}
      boardLicenseKey={LECTERN_WEB_TLDRAW_LICENSE_KEY}
    />
  )
}
