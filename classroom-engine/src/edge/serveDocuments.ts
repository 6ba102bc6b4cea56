import type { HttpRequest, HttpResponse, TemplatedApp, us_socket_context_t, WebSocket } from 'uWebSockets.js'
import { ERRORS, type ErrorCode, type JoinClaims, LecternError, RoomId, SYNC_LIMITS } from '@lectern/protocol'
import type { Logger } from 'pino'
import type { Classroom } from '../room/Classroom.ts'
import type { DocumentConnection } from '../room/DocumentConnection.ts'
import type { RoomRegistry } from '../room/RoomRegistry.ts'
import type { OriginCheck } from './allowOrigins.ts'
import type { JoinTokens } from './JoinTokens.ts'
import { uWS } from './uws.ts'

export interface DocumentEdge {
  registry: RoomRegistry
  tokens: JoinTokens
  isAllowedOrigin: OriginCheck
  logger: Logger
  onRefused: (code: ErrorCode) => void
}

/** What a socket is opened for; or why it will be closed at once. */
type Admission = { room: Classroom; claims: JoinClaims; name: string } | { refused: ErrorCode }
interface SocketData {
  admission: Admission
  connection?: DocumentConnection
}
type Socket = WebSocket<SocketData>

const PATH = /^\/sync\/([^/]+)\/(.+)$/
/** Frames above our own limit are answered with a close code; those above this one end the connection without. */
const HARD_FRAME_BYTES = 4 * SYNC_LIMITS.frameBytes
const IDLE_SECONDS = 60

/** Serves `/sync/<room>/<document>`: the y-websocket protocol, one socket per document. Rules [SY1] and [SY2]. */
export function serveDocuments(app: TemplatedApp, edge: DocumentEdge): void {
  app.ws<SocketData>('/sync/*', {
    maxPayloadLength: HARD_FRAME_BYTES,
    maxBackpressure: SYNC_LIMITS.backpressureBytes,
    idleTimeout: IDLE_SECONDS,
    sendPingsAutomatically: true,
    compression: uWS.DISABLED,
    upgrade: (response, request, context) => void upgrade(edge, response, request, context),
    open: (socket) => open(edge, socket),
    // uWS takes this buffer back once we return, so the frame must own its bytes.
    message: (socket, message) => socket.getUserData().connection?.receive(new Uint8Array(message.slice(0))),
    // Something did not fit into what may wait for a slow reader: it has a gap now, and can only start anew.
    dropped: (socket) => socket.getUserData().connection?.close('SLOW_READER'),
    close: (socket) => socket.getUserData().connection?.closed(),
  })
}

async function upgrade(
  edge: DocumentEdge,
  response: HttpResponse,
  request: HttpRequest,
  context: us_socket_context_t,
): Promise<void> {
  // All of the request is read before the first await: it is gone after it.
  const key = request.getHeader('sec-websocket-key')
  const protocol = request.getHeader('sec-websocket-protocol')
  const extensions = request.getHeader('sec-websocket-extensions')
  const asked = {
    path: request.getUrl(),
    token: request.getQuery('token') ?? bearer(request.getHeader('authorization')),
    origin: request.getHeader('origin'),
  }
  let isAborted = false
  response.onAborted(() => {
    isAborted = true
  })
  const admission = await admit(edge, asked)
  if (isAborted) return
  response.cork(() => response.upgrade<SocketData>({ admission }, key, protocol, extensions, context))
}

/** Browsers cannot see why a WebSocket was not opened; so it is, and says it when it closes. */
async function admit(
  { registry, tokens, isAllowedOrigin, logger }: DocumentEdge,
  asked: { path: string; token: string; origin: string },
): Promise<Admission> {
  try {
    if (!isAllowedOrigin(asked.origin)) throw new LecternError('BAD_ORIGIN')
    const [, id = '', encodedName = ''] = PATH.exec(asked.path) ?? []
    if (!RoomId.safeParse(id).success) throw new LecternError('ROOM_NOT_FOUND')
    const claims = await tokens.verifyFor(id, asked.token)
    return { room: await registry.open(id), claims, name: decode(encodedName) }
  } catch (error) {
    if (error instanceof LecternError) return { refused: error.code }
    logger.error({ err: error }, 'a document could not be opened')
    return { refused: 'INTERNAL' }
  }
}

function open(edge: DocumentEdge, socket: Socket): void {
  const data = socket.getUserData()
  const { admission } = data
  if ('refused' in admission) {
    edge.onRefused(admission.refused)
    end(socket, admission.refused)
    return
  }
  const { room, claims, name } = admission
  data.connection = room.connectDocument(claims, name, {
    send: (frame) => void socket.send(frame, true),
    subscribe: (topic) => void socket.subscribe(topic),
    close: (code) => end(socket, code),
  })
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
