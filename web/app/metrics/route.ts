import { metrics } from '../../lib/server/metrics'

/** Prometheus text. */
export async function GET(): Promise<Response> {
  return new Response(await metrics().registry.metrics(), {
    headers: { 'Content-Type': metrics().registry.contentType },
  })
}

export const dynamic = 'force-dynamic'
