import type { Metadata } from 'next'
import { parseMoment } from '../../../features/replay/moment'
import { ReplayPage } from '../../../features/replay/ReplayPage'
import { config } from '../../../lib/config'
import type { SearchParams } from '../../../lib/SearchParams'
import { caller } from '../../../lib/server/viewer'

export const metadata: Metadata = { title: 'Replay' }

/** A recording: who may watch it is asked for with it, since some are for everybody. */
export default async function ReplayRoute({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}) {
  const { id } = await params
  const { t, key } = await searchParams
  const { userId } = await caller()
  return (
    <ReplayPage
      id={id}
      linkKey={typeof key === 'string' ? key : undefined}
      startMs={typeof t === 'string' ? parseMoment(t) : undefined}
      isKnown={userId !== undefined}
      boardLicenseKey={config().LECTERN_WEB_TLDRAW_LICENSE_KEY}
    />
  )
}
