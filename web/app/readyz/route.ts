import { config } from '../../lib/config'

const TIMEOUT_MS = 2_000

/** The pages can be served: the API answers. */
export async function GET(): Promise<Response> {
  const ready = await apiIsReady()
  return Response.json({ status: ready ? 'ok' : 'waiting', api: ready }, { status: ready ? 200 : 503 })
}

export const dynamic = 'force-dynamic'

async function apiIsReady(): Promise<boolean> {
  try {
    const url = new URL('/readyz', config().LECTERN_API_URL)
    const answer = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) })
    return answer.ok
  } catch {
    return false
  }
}
