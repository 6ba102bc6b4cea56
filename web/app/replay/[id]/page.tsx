import type { Metadata } from 'next'
import { Suspense } from 'react'
import { parseMoment } from '../../../features/replay/moment'
import { recordingUrl } from '../../../features/replay/ReplayLoader'
import { ReplayPage } from '../../../features/replay/ReplayPage'
import { ReplaySkeleton } from '../../../features/replay/ReplaySkeleton'
import { ReplayDocument, type ReplayQuery } from '../../../graphql/generated/documents'
import { config } from '../../../lib/config'
import { RequestError } from '../../../lib/RequestError'
import type { SearchParams } from '../../../lib/SearchParams'
import type { Caller } from '../../../lib/server/Caller'
import { requestAs } from '../../../lib/server/requestAs'
import { caller } from '../../../lib/server/viewer'

export const metadata: Metadata = { title: 'Replay' }

type RouteProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

/** A recording: who may watch it is asked for with it, since some are for everybody. Its scripts are loaded meanwhile. */
export default function ReplayRoute(props: RouteProps) {
  return (
    <Suspense fallback={<ReplaySkeleton />}>
      <Recording {...props} />
    </Suspense>
  )
}

async function Recording({ params, searchParams }: RouteProps) {
  const { id } = await params
  const { t, key } = await searchParams
  const linkKey = typeof key === 'string' ? key : undefined
  const asking = await caller()
  const initial = await find(asking, id, linkKey)
  // While a class goes on, what was asked for here would be old when it is needed.
  const opensNow = initial?.recording?.viewerCanWatch && initial.recording.state !== 'RECORDING'
  return (
    <>
      {opensNow ? (
        // The page asks for it first of all: so it is on its way before the page's scripts are.
        <link rel="preload" as="fetch" crossOrigin="anonymous" href={recordingUrl(id, 'index', linkKey)} />
      ) : null}
      <ReplayPage
        id={id}
        linkKey={linkKey}
        startMs={typeof t === 'string' ? parseMoment(t) : undefined}
        isKnown={asking.userId !== undefined}
        boardLicenseKey={config().LECTERN_WEB_TLDRAW_LICENSE_KEY}
        initial={initial}
      />
    </>
  )
}

/** Undefined where the api cannot say now: the page asks itself then. */
async function find(asking: Caller, id: string, linkKey: string | undefined): Promise<ReplayQuery | undefined> {
  try {
    return await requestAs(asking, ReplayDocument, { id, key: linkKey ?? null })
  } catch (error) {
    if (error instanceof RequestError) return undefined
    throw error
  }
}
