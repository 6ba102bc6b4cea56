import type { HttpRequest, HttpResponse, TemplatedApp, us_socket_context_t, WebSocket } from 'uWebSockets.js'
import {
  ERRORS,
  type ErrorCode,
  type JoinClaims,
  LecternError,
  RoomId,
  SYNC_LIMITS,
  toWireError,
} from '@lectern/protocol'
import type { Logger } from 'pino'
import type { OpenDocument, RoomDoor } from '../cluster/RoomDoor.ts'
import type { RoomDoors } from '../cluster/RoomDoors.ts'
import type { JoinTokens } from '../JoinTokens.ts'
import { TokenBucket } from '../room/TokenBucket.ts'
import type { AddressLimit } from './AddressLimit.ts'
import type { OriginCheck } from './allowOrigins.ts'

export interface DocumentEdge {
  doors: RoomDoors
  tokens: JoinTokens
  isAllowedOrigin: OriginCheck
  addresses: AddressLimit
  logger: Logger
  onRefused: (code: ErrorCode) => void
}

/** What the client asked for when it opened the socket. */
interface Asked {
  path: string
  token: string
  origin: string
}
interface SocketData {
  asked: Asked
  address: string
  isOpen: boolean
  frames: TokenBucket
  /** Set once the token is checked and the room is there. */
  connection?: OpenDocument
  /** What came before, as much as one frame may hold; clients do not wait with their first frames. */
  early: Uint8Array[]
}
type Socket = WebSocket<SocketData>

const PATH = /^\/sync\/([^/]+)\/(.+)$/
/** Frames above our own limit are answered with a close code; those above this one end the connection without. */
const HARD_FRAME_BYTES = 2 * SYNC_LIMITS.frameBytes
/** Above our own limit a slow reader is told so; above this one nothing more fits, not even that. */
const HARD_BACKPRESSURE_BYTES = 2 * SYNC_LIMITS.backpressureBytes
const IDLE_SECONDS = 60

/** Serves `/sync/<room>/<document>`: the y-websocket protocol, one socket per document. Rules [SY1] and [SY2]. */
export function serveDocuments(app: TemplatedApp, edge: DocumentEdge): void {
  app.ws<SocketData>('/sync/*', {
    maxPayloadLength: HARD_FRAME_BYTES,
    maxBackpressure: HARD_BACKPRESSURE_BYTES,
    idleTimeout: IDLE_SECONDS,
    sendPingsAutomatically: true,
    upgrade,
    open: (socket) => {
      edge.addresses.opened(socket.getUserData().address)
      void admit(edge, socket)
    },
    message: (socket, message) => {
      // uWS takes this buffer back once we return, so the frame must own its bytes.
      if (keepsRate(edge, socket)) receive(edge, socket, new Uint8Array(message.slice(0)))
    },
    ping: (socket) => void keepsRate(edge, socket),
    dropped: (socket) => {
      const { connection } = socket.getUserData()
      // Not at once: uWS is in the middle of its subscribers, and dies of one that ends here.
      setImmediate(() => connection?.close('SLOW_READER'))
    },
    close: (socket) => {
      const data = socket.getUserData()
      data.isOpen = false
      edge.addresses.closed(data.address)
      data.connection?.closed()
    },
  })
}

/**
 * Opens every socket at once: browsers cannot see why a WebSocket was not opened, so it is, and says it when it closes. It must be at once:
 * uWS sometimes cuts a socket that is upgraded later inside `cork`, because it then reads the memory of the request that is no more.
 */
function upgrade(response: HttpResponse, request: HttpRequest, context: us_socket_context_t): void {
  const asked = {
    path: request.getUrl(),
    token: request.getQuery('token') || bearer(request.getHeader('authorization')),
    origin: request.getHeader('origin'),
  }
  const address = Buffer.from(response.getRemoteAddressAsText()).toString()
  const frames = new TokenBucket({ burst: SYNC_LIMITS.framesBurst, perSecond: SYNC_LIMITS.framesPerSecond })
  response.upgrade<SocketData>(
    { asked, address, isOpen: true, frames, early: [] },
    request.getHeader('sec-websocket-key'),
    request.getHeader('sec-websocket-protocol'),
    request.getHeader('sec-websocket-extensions'),
    context,
  )
}

async function admit(edge: DocumentEdge, socket: Socket): Promise<void> {
  const data = socket.getUserData()
  try {
    const { room, claims, name } = await check(edge, data)
    if (data.isOpen) connect(socket, room, claims, name)
  } catch (error) {
    if (!(error instanceof LecternError)) edge.logger.error({ err: error }, 'a document could not be opened')
    if (data.isOpen) refuse(edge, socket, toWireError(error).code)
  }
}

async function check({ doors, tokens, isAllowedOrigin, addresses }: DocumentEdge, { asked, address }: SocketData) {
  if (addresses.isOver(address)) throw new LecternError('RATE_LIMITED')
  if (!isAllowedOrigin(asked.origin)) throw new LecternError('BAD_ORIGIN')
  const [, id = '', name = ''] = PATH.exec(asked.path) ?? []
  if (!RoomId.safeParse(id).success) throw new LecternError('ROOM_NOT_FOUND')
  const claims = await tokens.verifyFor(id, asked.token)
  return { room: await doors.open(id), claims, name: decode(name) }
}

function connect(socket: Socket, room: RoomDoor, claims: JoinClaims, name: string): void {
  const data = socket.getUserData()
  const connection = room.openDocument(claims, name, {
    send: (frame) => void socket.send(frame, true),
    subscribe: (topic) => void socket.subscribe(topic),
    bufferedBytes: () => socket.getBufferedAmount(),
    close: (code) => end(socket, code),
  })
  if (!data.isOpen) return
  data.connection = connection
  for (const frame of data.early.splice(0)) connection.receive(frame)
}

/** Whether the socket sends no more frames than it may, of whatever kind; ends it where it does. */
function keepsRate(edge: DocumentEdge, socket: Socket): boolean {
  const { frames, connection } = socket.getUserData()
  if (frames.take()) return true
  if (connection) connection.close('RATE_LIMITED')
  else refuse(edge, socket, 'RATE_LIMITED')
  return false
}

function receive(edge: DocumentEdge, socket: Socket, frame: Uint8Array): void {
  const { connection, early } = socket.getUserData()
  if (connection) connection.receive(frame)
  else if (early.reduce((sum, each) => sum + each.length, frame.length) <= SYNC_LIMITS.frameBytes) early.push(frame)
  else refuse(edge, socket, 'TOO_LARGE')
}

function refuse(edge: DocumentEdge, socket: Socket, code: ErrorCode): void {
  edge.onRefused(code)
  end(socket, code)
}

const end = (socket: Socket, code: ErrorCode) => socket.end(ERRORS[code].close, code)

const bearer = (header: string): string => /^Bearer (.+)$/i.exec(header)?.[1] ?? ''

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
