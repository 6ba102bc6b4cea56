import { type NodeReportInput, RecentErrors } from '@lectern/protocol'
import { setLogEventListeners } from 'mediasoup'
import type { Logger } from 'pino'
import type { SfuConfig } from './config.ts'
import { nodeReport } from './nodeReport.ts'
import { ControlServer } from './rpc/ControlServer.ts'
import { Sfu } from './Sfu.ts'
import { SfuMetrics } from './SfuMetrics.ts'
import { WorkerPool } from './WorkerPool.ts'

export interface RunningSfu {
  /** Control port. */
  port: number
  /** Process ids of the media workers that live now. */
  workerPids: () => number[]
  /** Process id of the recorder, which is there from the first use on. */
  recorderPid: () => number | undefined
  close(): Promise<void>
}

/** Starts one SFU node: workers, then the control port. `recentErrors` holds what `log` was told as an error. Rejects with a sentence that says what to do. */
export async function createSfu(
  config: SfuConfig,
  log: Logger,
  recentErrors: RecentErrors = new RecentErrors(),
): Promise<RunningSfu> {
  setLogEventListeners({
    ondebug: undefined,
    onwarn: (namespace, text) => log.debug({ namespace }, text),
    onerror: (namespace, text, error) => log.warn({ namespace, err: error }, text),
  })
  const { workers: count, rtcPort, listenIp, announcedAddress } = config
  const pool = await WorkerPool.start({ count, rtcPort, listenIp, announcedAddress, log })
  const sfu = new Sfu(config, pool, log)
  const metrics = new SfuMetrics(sfu, () => server.engines)
  const report = () => nodeReport(pool, recentErrors)
  const server = await listen(config, { sfu, metrics, report, log })
  return {
    port: server.port,
    workerPids: () => pool.workers.map(({ worker }) => worker.pid),
    recorderPid: () => sfu.recorder.pid,
    async close() {
      // While engines still listen: what it stores last is told to them.
      await sfu.recorder.close()
      // Both at once: after Ctrl-C the workers end by themselves, and must not be replaced meanwhile.
      await Promise.all([server.close(), sfu.close()])
    },
  }
}

interface Served {
  sfu: Sfu
  metrics: SfuMetrics
  report: () => Promise<NodeReportInput>
  log: Logger
}

async function listen(config: SfuConfig, { sfu, metrics, report, log }: Served): Promise<ControlServer> {
  try {
    return await ControlServer.listen({
      sfu,
      secret: config.secret,
      host: config.host,
      port: config.port,
      maxBytes: config.rpcBytes,
      enginePatienceMs: config.enginePatienceMs,
      metrics: () => metrics.render(),
      report,
      debugSecret: config.debugSecret,
      onCall: (method, code, ms) => metrics.called(method, code, ms),
      log,
    })
  } catch (error) {
    await sfu.close()
    throw error
  }
}
