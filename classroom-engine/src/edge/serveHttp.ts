import type { HttpRequest, HttpResponse, TemplatedApp } from 'uWebSockets.js'
import { STATUS_CODES } from 'node:http'
import { can, ERRORS, LecternError, RoomId, toWireError } from '@lectern/protocol'
import type { Logger } from 'pino'
import type { RoomDoors } from '../cluster/RoomDoors.ts'
import type { JoinTokens } from '../JoinTokens.ts'
import { ANSWER_HEADERS, type Answer, json, type StatusAnswers } from './statusAnswers.ts'

export interface HttpEdge {
  doors: RoomDoors
  tokens: JoinTokens
  status: StatusAnswers
  logger: Logger
}

/** What an answer needs of its request, read before the request is gone. */
interface Asked {
  room: string
  token: string
}

/** Serves health, metrics, and the end of a class for the school. */
export function serveHttp(app: TemplatedApp, edge: HttpEdge): void {
  const route = (answer: (asked: Asked) => Answer | Promise<Answer>) => answering(edge, answer)
  for (const [path, answer] of Object.entries(edge.status))
    app.get(
      path,
      route(({ token }) => answer(token)),
    )
  app.post(
    '/v1/rooms/:room/end',
    route((asked) => endRoom(edge, asked)),
  )
  app.any(
    '/*',
    route(() => json(404, toWireError(new LecternError('NOT_FOUND')))),
  )
}

/** Rule [WH5]. */
async function endRoom({ doors, tokens }: HttpEdge, { room: id, token }: Asked): Promise<Answer> {
  if (!RoomId.safeParse(id).success) throw new LecternError('ROOM_NOT_FOUND')
  const { sub, role } = await tokens.verifyFor(id, token)
  if (!can(role, 'class:end')) throw new LecternError('NOT_ALLOWED')
  await doors.end(id, sub)
  return json(200, { ended: true })
}

function answering(
  { logger }: HttpEdge,
  answer: (asked: Asked) => Answer | Promise<Answer>,
): (response: HttpResponse, request: HttpRequest) => void {
  return (response, request) => {
    // All of the request is read before the first await: it is gone after it.
    const asked = {
      room: request.getParameter(0) ?? '',
      token: /^Bearer (.+)$/i.exec(request.getHeader('authorization'))?.[1] ?? '',
    }
    let isAborted = false
    response.onAborted(() => {
      isAborted = true
    })
    const send = ({ status, type, body }: Answer) => {
      if (isAborted) return
      response.cork(() => {
        response.writeStatus(`${status} ${STATUS_CODES[status] ?? ''}`)
        for (const [name, value] of Object.entries(ANSWER_HEADERS)) response.writeHeader(name, value)
        response.writeHeader('content-type', type).end(body)
      })
    }
    Promise.try(answer, asked).then(send, (error: unknown) => send(failed(logger, error)))
  }
}

function failed(logger: Logger, error: unknown): Answer {
  if (!(error instanceof LecternError)) logger.error({ err: error }, 'a request failed')
  const wire = toWireError(error)
  return json(ERRORS[wire.code].http, wire)
}
