import type { IncomingMessage } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Socket } from 'node:net'
import { createProxyServer } from 'httpxy'
import type { Certificate } from './provideCertificate.ts'

export interface FrontTargets {
  web: string
  engine: string
}

/**
 * One https server before the web app and the engine, so that a phone meets one origin and one certificate.
 * WebSockets go the same way. Not listening yet.
 */
export function createFront(targets: FrontTargets, certificate: Certificate): Server {
  const proxy = createProxyServer({ xfwd: true })
  const server = createServer(certificate, (request, response) => {
    forgetForwarded(request)
    proxy.web(request, response, { target: targets[targetOf(request.url)] }).catch(() => {
      if (!response.headersSent) response.writeHead(502, { 'retry-after': '1' })
      response.end()
    })
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    forgetForwarded(request)
    socket.on('error', () => socket.destroy())
    proxy.ws(request, socket, { target: targets[targetOf(request.url)] }, head).catch(() => socket.destroy())
  })
  return server
}

/** Where a path goes. */
export function targetOf(url = '/'): keyof FrontTargets {
  return /^\/(sync|socket\.io)(\/|\?|$)/.test(url) ? 'engine' : 'web'
}

/** Nobody stands before us, so what a caller says about forwarding is made up; the services trust what we add. */
function forgetForwarded({ headers }: IncomingMessage): void {
  for (const name of Object.keys(headers)) if (name.startsWith('x-forwarded-')) delete headers[name]
}
