import type { Metadata } from 'next'
import { GuestClass } from '../../features/room/GuestClass'
import { config } from '../../lib/config'

export const metadata: Metadata = {
  title: { absolute: 'Join a class' },
  robots: { index: false },
  referrer: 'no-referrer',
}
// The address of the engine is a setting of the running service, not of the build.
export const dynamic = 'force-dynamic'

/** Joins a room from a link with a token, without anything of the school: `/join#token=…` or `/join?token=…`. */
export default function JoinPage() {
  const { LECTERN_PUBLIC_ENGINE_URL, LECTERN_WEB_TLDRAW_LICENSE_KEY } = config()
  return <GuestClass engineUrl={LECTERN_PUBLIC_ENGINE_URL} boardLicenseKey={LECTERN_WEB_TLDRAW_LICENSE_KEY} />
}
