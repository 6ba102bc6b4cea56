import type { TemplatedApp } from 'uWebSockets.js'
import { randomUUID } from 'node:crypto'
import {
  ERRORS,
  type JoinClaims,
  LecternError,
  type ServerEvents,
  speaksVersion,
  toWireError,
  type WireError,
} from '@lectern/protocol'
import type { Logger } from 'pino'
import { Server, type ServerOptions, type Socket } from 'socket.io'
import type { RoomDoor } from '../cluster/RoomDoor.ts'
import type { RoomDoors } from '../cluster/RoomDoors.ts'
import type { JoinTokens } from '../JoinTokens.ts'
import type { TellClass } from '../room/Classroom.ts'
import type { AddressLimit } from './AddressLimit.ts'
import type { OriginCheck } from './allowOrigins.ts'
import { isShallow } from './isShallow.ts'
import { watchPackets } from './watchPackets.ts'

export interface CommandEdge {
  doors: RoomDoors
  tokens: JoinTokens
  isAllowedOrigin: OriginCheck
  addresses: AddressLimit
  logger: Logger
  onRefused: (code: WireError['code']) => void
  /** How what is told to a whole class reaches sockets at other engines; left out where there are none. */
  adapter?: ServerOptions['adapter'] | undefined
}

export interface CommandServer {
  io: Server
  tellClass: TellClass
}

/** What a socket that was let in goes on with. */
interface Admitted {
  claims: JoinClaims
  room: RoomDoor
}

type Ackable = (ack: unknown) => void

/** Largest packet from a client, bytes: parameters of media are the largest. */
const PACKET_BYTES = 256 * 1024
const BACKPRESSURE_BYTES = 4 << 20
const IDLE_SECONDS = 60
/** How long a connection may take to tell its token, ms. */
const TOKEN_MS = 5000

/** Serves commands on socket.io, on the app that serves documents. A refused connection is told by `connect_error` with a `WireError`. */
export function serveCommands(app: TemplatedApp, edge: CommandEdge): CommandServer {
  const io = new Server({
    maxHttpBufferSize: PACKET_BYTES,
    serveClient: false,
    connectTimeout: TOKEN_MS,
    ...(edge.adapter && { adapter: edge.adapter }),
    cors: { origin: (origin, answer) => answer(null, edge.isAllowedOrigin(origin) ? origin : false) },
    // CORS alone does not hold for WebSockets.
    allowRequest: (request, answer) => answer(null, edge.isAllowedOrigin(request.headers.origin)),
  })
  // These two go on to uWS, which socket.io's types do not know.
  const uwsOptions: object = { idleTimeout: IDLE_SECONDS, maxBackpressure: BACKPRESSURE_BYTES }
  io.attachApp(app, uwsOptions)
  io.engine.on('connection', (connection: Socket['conn']) => {
    edge.addresses.opened(connection.remoteAddress)
    connection.once('close', () => edge.addresses.closed(connection.remoteAddress))
    watchPackets(connection, (code) => expel(edge, io, connection, code))
  })
  io.use((socket, next) => {
    admit(edge, socket).then(
      () => next(),
      (error: unknown) => next(refusal(edge, error)),
    )
  })
  io.on('connection', connect)
  return { io, tellClass: tellerOf(io, edge.adapter !== undefined) }
}

/** Those here at once; those elsewhere through the adapter, which may take its time, or fail. */
function tellerOf(io: Server, hasOthers: boolean): TellClass {
  const here = randomUUID()
  if (hasOthers) io.on('connection', (socket) => void socket.join(here))
  return (room, event, payload) => {
    const audience = audienceOf(room)
    // Without an exception socket.io publishes by the uWS app that was attached last, which need not be ours.
    io.local.to(audience).except('nobody').emit(event, payload)
    if (hasOthers) io.to(audience).except(here).emit(event, payload)
  }
}

async function admit({ doors, tokens, addresses }: CommandEdge, socket: Socket): Promise<void> {
  if (addresses.isOver(socket.conn.remoteAddress)) throw new LecternError('RATE_LIMITED')
  const { token, protocol } = socket.handshake.auth
  const isKnownVersion = (protocol === undefined || typeof protocol === 'number') && speaksVersion(protocol)
  if (!isKnownVersion) throw new LecternError('VERSION_NOT_SUPPORTED')
  const claims = await tokens.verify(typeof token === 'string' ? token : '')
  const room = await doors.open(claims.room)
  await room.admit(claims)
  socket.data = { claims, room } satisfies Admitted
}

function refusal({ logger, onRefused }: CommandEdge, error: unknown): Error {
  if (!(error instanceof LecternError)) logger.error({ err: error }, 'a connection for commands could not be opened')
  const wire = toWireError(error)
  onRefused(wire.code)
  return Object.assign(new Error(wire.message), { data: wire })
}

/** Ends a connection for what it sends, and tells why where somebody listens. */
function expel(
  { onRefused }: CommandEdge,
  io: Server,
  connection: Socket['conn'],
  code: 'BAD_REQUEST' | 'RATE_LIMITED',
): void {
  onRefused(code)
  const told: ServerEvents['class:closed'] = { code, message: ERRORS[code].message }
  for (const socket of io.sockets.sockets.values()) if (socket.conn === connection) socket.emit('class:closed', told)
  connection.close()
}

/** The socket.io room of everybody in a class. */
const audienceOf = (room: string): string => `class/${room}`

function connect(socket: Socket): void {
  const { claims, room } = socket.data as Admitted
  // Gone in the instant between: the client comes again, and it is looked for anew.
  if (!room.isOpen) {
    socket.disconnect(true)
    return
  }
  const audience = audienceOf(claims.room)
  const session = room.openSession(claims, {
    emit: (event, payload) => void socket.emit(event, payload),
    hearClass: (on) => {
      // A socket that is gone would stay in the audience for ever.
      if (on && socket.connected) void socket.join(audience)
      else void socket.leave(audience)
    },
    // After the ack of the very command that ends the connection.
    close: () => void setImmediate(() => socket.disconnect(true)),
  })
  socket.onAny((event: string, ...args: unknown[]) => {
    const ack = typeof args.at(-1) === 'function' ? (args.pop() as Ackable) : undefined
    if (isShallow(args[0])) void session.dispatch(event, args[0]).then(ack)
    else ack?.({ ok: false, error: toWireError(new LecternError('BAD_REQUEST', 'It is nested too deep.')) })
  })
  socket.on('disconnect', () => session.closed())
}
