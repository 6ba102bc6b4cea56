import type { TemplatedApp } from 'uWebSockets.js'
import { randomUUID } from 'node:crypto'
import { type JoinClaims, LecternError, speaksVersion, toWireError, type WireError } from '@lectern/protocol'
import type { Logger } from 'pino'
import { Server, type Socket } from 'socket.io'
import type { Dispatcher } from '../commands/Dispatcher.ts'
import type { JoinTokens } from '../JoinTokens.ts'
import type { RoomRegistry } from '../room/RoomRegistry.ts'
import { Session } from '../room/Session.ts'
import type { OriginCheck } from './allowOrigins.ts'

export interface CommandEdge {
  registry: RoomRegistry
  tokens: JoinTokens
  dispatcher: Dispatcher
  isAllowedOrigin: OriginCheck
  logger: Logger
  onRefused: (code: WireError['code']) => void
}

type Ackable = (ack: unknown) => void

/** Largest packet from a client, bytes: parameters of media are the largest. */
const PACKET_BYTES = 256 * 1024
const BACKPRESSURE_BYTES = 4 << 20
const IDLE_SECONDS = 60

/** Serves commands on socket.io, on the app that serves documents. A refused connection is told by `connect_error` with a `WireError`. */
export function serveCommands(app: TemplatedApp, edge: CommandEdge): Server {
  const io = new Server({
    maxHttpBufferSize: PACKET_BYTES,
    serveClient: false,
    cors: { origin: (origin, answer) => answer(null, edge.isAllowedOrigin(origin) ? origin : false) },
    // CORS alone does not hold for WebSockets.
    allowRequest: (request, answer) => answer(null, edge.isAllowedOrigin(request.headers.origin)),
  })
  // These two go on to uWS, which socket.io's types do not know.
  const uwsOptions: object = { idleTimeout: IDLE_SECONDS, maxBackpressure: BACKPRESSURE_BYTES }
  io.attachApp(app, uwsOptions)
  io.use((socket, next) => {
    admit(edge, socket).then(
      () => next(),
      (error: unknown) => next(refusal(edge, error)),
    )
  })
  io.on('connection', (socket) => connect(edge, socket))
  return io
}

async function admit({ registry, tokens }: CommandEdge, socket: Socket): Promise<void> {
  const { token, protocol } = socket.handshake.auth
  const isKnownVersion = (protocol === undefined || typeof protocol === 'number') && speaksVersion(protocol)
  if (!isKnownVersion) throw new LecternError('VERSION_NOT_SUPPORTED')
  const claims = await tokens.verify(typeof token === 'string' ? token : '')
  const room = await registry.open(claims.room)
  room.mustAdmit(claims)
  socket.data.claims = claims
}

function refusal({ logger, onRefused }: CommandEdge, error: unknown): Error {
  if (!(error instanceof LecternError)) logger.error({ err: error }, 'a connection for commands could not be opened')
  const wire = toWireError(error)
  onRefused(wire.code)
  return Object.assign(new Error(wire.message), { data: wire })
}

function connect({ registry, dispatcher }: CommandEdge, socket: Socket): void {
  const claims = socket.data.claims as JoinClaims
  const room = registry.get(claims.room)
  // Let go of in the instant between: the client comes again, and opens it again.
  if (!room) {
    socket.disconnect(true)
    return
  }
  const session = new Session(randomUUID(), claims, {
    emit: (event, payload) => void socket.emit(event, payload),
    // After the ack of the very command that ends the connection.
    close: () => void setImmediate(() => socket.disconnect(true)),
  })
  room.connectSession(session)
  socket.onAny((event: string, ...args: unknown[]) => {
    const ack = typeof args.at(-1) === 'function' ? (args.pop() as Ackable) : undefined
    void dispatcher.dispatch(room, session, event, args[0]).then(ack)
  })
  socket.on('disconnect', () => room.disconnectSession(session))
}
