import { createHmac } from 'node:crypto'
import { ConfigError } from '@lectern/protocol/config'
import type { Logger } from 'pino'
import { commandTable } from './commands/commandTable.ts'
import { Dispatcher } from './commands/Dispatcher.ts'
import { refreshPolls } from './commands/refreshPolls.ts'
import type { EngineConfig } from './config.ts'
import { EngineMetrics } from './EngineMetrics.ts'
import { allowOrigins } from './edge/allowOrigins.ts'
import { serveCommands } from './edge/serveCommands.ts'
import { serveDocuments } from './edge/serveDocuments.ts'
import { serveHttp } from './edge/serveHttp.ts'
import { uWS } from './edge/uws.ts'
import { JoinTokens } from './JoinTokens.ts'
import { DiskSpace } from './log/DiskSpace.ts'
import { LmdbRoomLog } from './log/LmdbRoomLog.ts'
import { openLmdb } from './log/openLmdb.ts'
import type { RoomLog } from './log/RoomLog.ts'
import { MediaService } from './media/MediaService.ts'
import { RoomRegistry } from './room/RoomRegistry.ts'
import { Stepper } from './room/Stepper.ts'
import { LmdbCursorStore } from './webhooks/LmdbCursorStore.ts'
import { WebhookSender } from './webhooks/WebhookSender.ts'

export interface Engine {
  /** The port that it listens on. */
  port: number
  registry: RoomRegistry
  log: RoomLog
  /** Tells everybody to go elsewhere, finishes what is under way, and closes the log. */
  close(): Promise<void>
}

/** Parts that may be others than the usual ones. */
export interface EngineParts {
  /** What the engine sees of its log. */
  wrapLog?: (log: RoomLog) => RoomLog
}

const KEEP_ALIVE_MS = 5000

/** An engine with embedded parts, which listens when it is given. The only place that names LMDB and uWebSockets.js. */
export async function createEngine(
  config: EngineConfig,
  logger: Logger,
  { wrapLog = (log) => log }: EngineParts = {},
): Promise<Engine> {
  const root = openLmdb(config.dataDir)
  const log = wrapLog(new LmdbRoomLog(root, new DiskSpace(config.dataDir)))
  const tokens = new JoinTokens(config.joinSecret)
  const app = uWS.App()
  const metrics = new EngineMetrics({
    rooms: () => registry.size,
    documents: () => sum(registry.rooms().map((room) => room.connectionCount)),
    sessions: () => io.engine.clientsCount,
  })
  const stepper = new Stepper({
    log,
    stepMs: config.stepMs,
    onStep: metrics.step,
    onFailure: (error) => {
      metrics.commitFailed()
      logger.error({ err: error }, 'a step cannot be made durable; it is tried again')
    },
  })
  const media = config.sfu && mediaOf(config.sfu, config.engineId, logger)
  const webhooks =
    config.webhooks && new WebhookSender({ log, cursors: new LmdbCursorStore(root), logger, ...config.webhooks })
  const registry = new RoomRegistry({
    parts: {
      log,
      stepper,
      publisher: { publish: (topic, frame) => void app.publish(topic, frame, true) },
      logger,
      presenceGraceMs: config.presenceGraceMs,
      onRefused: metrics.refused,
    },
    idleMs: config.idleMs,
    onOpened: (room) => {
      media?.attach(room)
      webhooks?.follow(room.id)
      refreshPolls(room).catch((error: unknown) => logger.warn({ err: error, room: room.id }, 'polls not counted'))
    },
  })
  const handlers = [
    ...Object.values(commandTable(tokens, voteSecretOf(config))),
    ...Object.values(media?.handlers ?? {}),
  ]
  const dispatcher = new Dispatcher({ handlers, logger, onRefused: metrics.refused })
  const isAllowedOrigin = allowOrigins(config.origins)
  let isServing = false

  serveDocuments(app, { registry, tokens, isAllowedOrigin, logger, onRefused: metrics.refused })
  const io = serveCommands(app, { registry, tokens, dispatcher, isAllowedOrigin, logger, onRefused: metrics.refused })
  serveHttp(app, { registry, stepper, tokens, metrics, logger, isServing: () => isServing })
  const socket = await listen(app, config).catch(async (error: unknown) => {
    media?.close()
    await root.close()
    throw error
  })
  isServing = true
  const keepingAlive = setInterval(() => {
    for (const room of registry.rooms()) room.keepAlive(performance.now())
  }, KEEP_ALIVE_MS)
  const recovering = Promise.all([registry.recover(), webhooks?.recover()]).catch((error: unknown) => {
    logger.error({ err: error }, 'rooms of the last run could not all be looked at')
  })

  let closing: Promise<void> | undefined
  async function closeOnce(): Promise<void> {
    isServing = false
    uWS.us_listen_socket_close(socket)
    clearInterval(keepingAlive)
    // What came before is still applied; nothing more comes.
    registry.drain()
    await recovering
    await stepper.idle()
    registry.close()
    webhooks?.close()
    media?.close()
    await io.close()
    app.close()
    await log.close()
    await root.close()
  }
  const close = () => {
    closing ??= closeOnce()
    return closing
  }
  return { port: uWS.us_socket_local_port(socket), registry, log, close }
}

const mediaOf = ({ url, secret }: { url: string; secret: string }, engineId: string, log: Logger) =>
  new MediaService({ sfuUrl: url, sfuSecret: secret, engineId, log })

/** Lasts as long as the join secret, and says nothing of it. */
const voteSecretOf = ({ joinSecret }: EngineConfig): string =>
  createHmac('sha256', joinSecret).update('lectern votes').digest('hex')

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0)

type App = ReturnType<typeof uWS.App>
type ListenSocket = Parameters<typeof uWS.us_listen_socket_close>[0]
type Listen = (host: string, port: number, options: number, done: (socket: ListenSocket | false) => void) => void

/** `LIBUS_LISTEN_EXCLUSIVE_PORT` of uSockets. */
const EXCLUSIVE_PORT = 1

/** The port for this engine alone: by default uWS shares it with whoever has it already. Its types do not know this form. */
async function listen(app: App, { host, port }: EngineConfig): Promise<ListenSocket> {
  const socket = await new Promise<ListenSocket | false>((resolve) => {
    const listenAt = app.listen as unknown as Listen
    listenAt.call(app, host, port, EXCLUSIVE_PORT, resolve)
  })
  if (socket) return socket
  throw new ConfigError(
    'LECTERN_ENGINE_PORT',
    `port ${port} of ${host} is taken. Stop what uses it, or choose another.`,
  )
}
