import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { RecentErrors } from '@lectern/protocol'
import { ConfigError } from '@lectern/protocol/config'
import type { Logger } from 'pino'

import { FollowerLinks } from './cluster/FollowerLinks.ts'
import { LeaderLinks } from './cluster/LeaderLinks.ts'
import { openRedisClassAdapter } from './cluster/openRedisClassAdapter.ts'
import { RoomDoors } from './cluster/RoomDoors.ts'
import { commandTable } from './commands/commandTable.ts'
import { Dispatcher } from './commands/Dispatcher.ts'
import { refreshPolls } from './commands/refreshPolls.ts'
import type { EngineConfig } from './config.ts'
import { EditRates } from './EditRates.ts'
import { EngineMetrics } from './EngineMetrics.ts'
import { AddressLimit } from './edge/AddressLimit.ts'
import { allowOrigins } from './edge/allowOrigins.ts'
import { InternalServer } from './edge/InternalServer.ts'
import { serveCommands } from './edge/serveCommands.ts'
import { serveDocuments } from './edge/serveDocuments.ts'
import { serveHttp } from './edge/serveHttp.ts'
import { statusAnswers } from './edge/statusAnswers.ts'
import { uWS } from './edge/uws.ts'
import { engineReport, peopleIn } from './engineReport.ts'
import { JoinTokens } from './JoinTokens.ts'
import type { RoomLog } from './log/RoomLog.ts'
import { MediaService } from './media/MediaService.ts'
import { followTimeline } from './recording/followTimeline.ts'
import { Timelines } from './recording/Timelines.ts'
import { TimelineThread } from './recording/TimelineThread.ts'
import type { Publisher } from './room/RoomDocument.ts'
import { RoomRegistry } from './room/RoomRegistry.ts'
import { Stepper } from './room/Stepper.ts'
import { openLmdbStores } from './stores/openLmdbStores.ts'
import { openRedisStores } from './stores/openRedisStores.ts'
import { watchReconnects } from './watchReconnects.ts'
import { WebhookSender } from './webhooks/WebhookSender.ts'

export interface Engine {
  /** The port that it listens on. */
  port: number
  /** The port that it has for itself, where engines share rooms. */
  internalPort: number | undefined
  registry: RoomRegistry
  log: RoomLog
  /** Tells everybody to go elsewhere, finishes what is under way, and closes the log. */
  close(): Promise<void>
}

/** Parts that may be others than the usual ones. */
export interface EngineParts {
  /** What the engine sees of its log. */
  wrapLog?: (log: RoomLog) => RoomLog
  /** Holds what the logger was told as an error. */
  recentErrors?: RecentErrors
}

const KEEP_ALIVE_MS = 5000
/** How often engines that share rooms look for those of one that is gone for good, ms. */
const RECOVER_MS = 60_000
/** How long rooms may take to be left to other engines before their people are told to come again anyway, ms. */
const HAND_OVER_MS = 3000

/** An engine with embedded parts, which listens when it is given. The only place that names LMDB and uWebSockets.js. */
export async function createEngine(
  config: EngineConfig,
  logger: Logger,
  { wrapLog = (log) => log, recentErrors = new RecentErrors() }: EngineParts = {},
): Promise<Engine> {
  const address = { instance: randomUUID(), url: config.cluster?.url ?? '' }
  const stores = config.cluster
    ? await openRedisStores(config.cluster.redisUrl, address, logger)
    : openLmdbStores(config.dataDir, address)
  const { leases } = stores
  const log = wrapLog(stores.log)
  const tokens = new JoinTokens(config.joinSecret)
  const app = uWS.App()
  const metrics = new EngineMetrics({
    rooms: () => registry.size,
    relayedRooms: () => doors.relayed().length,
    links: () => followers.size + (leaders?.size ?? 0),
    people: () => sum(registry.rooms().map(peopleIn)),
    documents: () => sum(registry.rooms().map((room) => room.connectionCount)),
    sessions: () => io.engine.clientsCount,
    timelines: () => timelines?.size ?? 0,
    timelineLagMs: () => timelines?.lagMs ?? 0,
  })
  const rates = new EditRates()
  const stepper = new Stepper({
    log,
    stepMs: config.stepMs,
    onStep: metrics.step,
    onFailure: (error) => {
      metrics.commitFailed()
      logger.error({ err: error }, 'a step cannot be made durable; it is tried again')
    },
  })
  const publishHere: Publisher = { publish: (topic, frame) => void app.publish(topic, frame, true) }
  const media = config.sfu && mediaOf(config.sfu, config.engineId, logger, metrics.mediaGap)
  const webhooks = config.webhooks && new WebhookSender({ log, cursors: stores.cursors, logger, ...config.webhooks })
  const timelines =
    config.store &&
    new Timelines({
      log,
      owed: stores.owedTimelines,
      leases,
      thread: new TimelineThread(config.store, logger),
      logger,
      onFault: (room, fails) => registry.get(room)?.recording.fault('timeline', fails),
      onFlush: metrics.timelineFlushed,
      onSeal: metrics.timelineSealed,
      onFailure: metrics.timelineFailed,
    })
  const registry: RoomRegistry = new RoomRegistry({
    parts: {
      log,
      stepper,
      publisher: {
        publish: (topic, frame) => {
          publishHere.publish(topic, frame)
          followers.publish(topic, frame)
        },
      },
      logger,
      presenceGraceMs: config.presenceGraceMs,
      onRefused: metrics.refused,
      onEdits: (room, count) => {
        metrics.edited(count)
        rates.note(room, count)
      },
      tellClass: (...told) => tellClass(...told),
    },
    leases,
    idleMs: config.idleMs,
    onOpened: (room) => {
      room.events.on('joined', (session) => session.hearClass(true))
      room.events.on('left', (session) => session.hearClass(false))
      room.events.on('joined', metrics.joined)
      watchReconnects(room, metrics.reconnected)
      room.events.on('closed', () => rates.forget(room.id))
      media?.attach(room)
      if (timelines) followTimeline(room, timelines)
      webhooks?.follow(room.id)
      room.events.on('closed', () => void webhooks?.leave(room.id).catch(() => undefined))
      refreshPolls(room).catch((error: unknown) => logger.warn({ err: error, room: room.id }, 'polls not counted'))
    },
    onGone: (room) => followers.roomMoved(room),
  })
  const handlers = [
    ...Object.values(commandTable(tokens, voteSecretOf(config))),
    ...Object.values(media?.handlers ?? {}),
  ]
  const dispatcher = new Dispatcher({ handlers, logger, onRefused: metrics.refused })
  const leaders =
    config.cluster &&
    new LeaderLinks({
      instance: address.instance,
      secret: config.cluster.secret,
      publisher: publishHere,
      logger,
      onRefused: metrics.refused,
      // At once, so that the room is there when its people are back.
      onLost: (rooms) => void Promise.allSettled(rooms.map((room) => doors.open(room))),
    })
  const doors: RoomDoors = new RoomDoors({ registry, leases, dispatcher, log, links: leaders, logger })
  const followers = new FollowerLinks({ rooms: doors, instance: address.instance, logger })
  const adapter = config.cluster && openRedisClassAdapter(config.cluster.redisUrl, logger)
  const isAllowedOrigin = allowOrigins(config.origins)
  let isServing = false
  const name = `${config.engineId}-${address.instance.slice(0, 8)}`
  const status = statusAnswers({
    stepper,
    metrics,
    isServing: () => isServing,
    durability: stores.durability,
    report: () => engineReport({ name, rooms: () => registry.rooms(), rates, leases, recentErrors }),
    debugSecret: config.debugSecret,
  })

  const addresses = new AddressLimit(config.connectionsPerAddress)
  const edge = { doors, tokens, isAllowedOrigin, addresses, logger, onRefused: metrics.refused }
  serveDocuments(app, edge)
  const { io, tellClass } = serveCommands(app, { ...edge, adapter: adapter?.adapter })
  serveHttp(app, { doors, tokens, status, logger })
  const internal =
    config.cluster &&
    (await InternalServer.listen({ ...config.cluster, status, onLink: (socket) => followers.accept(socket) }))
  const socket = await listen(app, config).catch(async (error: unknown) => {
    media?.close()
    await internal?.close()
    await adapter?.close()
    await stores.close()
    throw error
  })
  await leases.register()
  stores.onReturn(() => {
    for (const room of registry.rooms()) room.checkLog()
  })
  isServing = true
  const keepingAlive = setInterval(() => {
    for (const room of registry.rooms()) room.keepAlive(performance.now())
    if (config.cluster) for (const room of registry.rooms()) if (!room.isEmpty) room.checkLog()
  }, KEEP_ALIVE_MS)
  const isLeftToUs = async (room: string) => {
    const lease = await leases.find(room)
    return !lease || lease.isOurs || !(await leases.isAlive(lease.engine.instance))
  }
  const recover = () =>
    Promise.all([registry.recover().then(() => timelines?.recover(isLeftToUs)), webhooks?.recover(isLeftToUs)]).catch(
      (error: unknown) => {
        logger.error({ err: error }, 'rooms that nobody leads could not all be looked at')
      },
    )
  const recovering = recover()
  const recoveringAgain = config.cluster && setInterval(() => void recover(), RECOVER_MS)

  let closing: Promise<void> | undefined
  async function closeOnce(): Promise<void> {
    isServing = false
    uWS.us_listen_socket_close(socket)
    clearInterval(keepingAlive)
    clearInterval(recoveringAgain)
    // What came before is still applied; nothing more comes.
    await Promise.race([registry.handOver(), sleep(HAND_OVER_MS, undefined, { ref: false })])
    registry.drain()
    doors.drain()
    leaders?.close()
    followers.close()
    await recovering
    await stepper.idle()
    registry.close()
    await timelines?.close()
    webhooks?.close()
    media?.close()
    await io.close()
    app.close()
    await internal?.close()
    await adapter?.close()
    await stores.close()
  }
  const close = () => {
    closing ??= closeOnce()
    return closing
  }
  return { port: uWS.us_socket_local_port(socket), internalPort: config.cluster?.port, registry, log, close }
}

const mediaOf = (
  { url, secret }: { url: string; secret: string },
  engineId: string,
  log: Logger,
  onGap: (ms: number) => void,
) => new MediaService({ sfuUrl: url, sfuSecret: secret, engineId, log, onGap })

/** Lasts as long as the join secret, and says nothing of it. */
const voteSecretOf = ({ joinSecret }: EngineConfig): string =>
  createHmac('sha256', joinSecret).update('lectern votes').digest('hex')

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0)

type App = ReturnType<typeof uWS.App>
type ListenSocket = Parameters<typeof uWS.us_listen_socket_close>[0]
type Listen = (host: string, port: number, options: number, done: (socket: ListenSocket | false) => void) => void

/** `LIBUS_LISTEN_DEFAULT` and `LIBUS_LISTEN_EXCLUSIVE_PORT` of uSockets. */
const SHARED_PORT = 0
const EXCLUSIVE_PORT = 1

/**
 * The port for this engine alone, or together with the other engines of this machine, among whom the kernel spreads connections:
 * uWS shares it with whoever has it already. Its types do not know this form.
 */
async function listen(app: App, { host, port, cluster }: EngineConfig): Promise<ListenSocket> {
  const socket = await new Promise<ListenSocket | false>((resolve) => {
    const listenAt = app.listen as unknown as Listen
    listenAt.call(app, host, port, cluster ? SHARED_PORT : EXCLUSIVE_PORT, resolve)
  })
  if (socket) return socket
  throw new ConfigError(
    'LECTERN_ENGINE_PORT',
    `port ${port} of ${host} is taken. Stop what uses it, or choose another.`,
  )
}
