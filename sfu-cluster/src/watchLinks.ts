import type { types } from 'mediasoup'
import { Counter, type Registry } from 'prom-client'
import type { MediaWorker, WorkerPool } from './WorkerPool.ts'

interface Carried {
  received: number
  sent: number
}

/** Counts, for all workers of a pool, links that failed and the bytes that they carry. */
export function watchLinks(pool: WorkerPool, registry: Registry): void {
  const open = new Map<types.WebRtcTransport, Carried>()
  const failures = new Counter({
    name: 'lectern_sfu_link_failures_total',
    help: 'Links to browsers that were lost (ice) or could not be secured (dtls).',
    labelNames: ['reason'],
    registers: [registry],
  })
  new Counter({
    name: 'lectern_sfu_rtp_bytes_total',
    help: 'Bytes of media, without what a link carried between its last reading and its end.',
    labelNames: ['direction'],
    registers: [registry],
    async collect() {
      for (const { received, sent } of await Promise.all([...open.keys()].map((link) => carriedSince(link, open)))) {
        this.inc({ direction: 'received' }, received)
        this.inc({ direction: 'sent' }, sent)
      }
    },
  })
  const watch = (link: types.WebRtcTransport) => {
    open.set(link, { received: 0, sent: 0 })
    link.observer.on('icestatechange', (state) => {
      if (state === 'disconnected') failures.inc({ reason: 'ice' })
    })
    link.observer.on('dtlsstatechange', (state) => {
      if (state === 'failed') failures.inc({ reason: 'dtls' })
    })
    link.observer.once('close', () => open.delete(link))
  }
  const watchWorker = ({ webRtcServer }: MediaWorker) => webRtcServer.observer.on('webrtctransporthandled', watch)
  for (const worker of pool.workers) watchWorker(worker)
  pool.on('spawned', (index) => {
    const worker = pool.workers.find((each) => each.index === index)
    if (worker) watchWorker(worker)
  })
}

const NOTHING: Carried = { received: 0, sent: 0 }

/** What the link carried since it was read last. */
async function carriedSince(link: types.WebRtcTransport, open: Map<types.WebRtcTransport, Carried>): Promise<Carried> {
  const before = open.get(link)
  // A link that ends while it is asked is left out.
  const stats = await link.getStats().catch(() => [])
  const [now] = stats
  if (!before || !now || !open.has(link)) return NOTHING
  const carried = { received: now.rtpBytesReceived, sent: now.rtpBytesSent }
  open.set(link, carried)
  return { received: carried.received - before.received, sent: carried.sent - before.sent }
}
