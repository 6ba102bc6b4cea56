import type { Instrumentation } from 'next'

/** Called by Next for every error that a page or a route let through. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath }) => {
  const { log } = await import('./lib/server/log')
  log().error({ err: error, method: request.method, route: routePath }, 'a page or route failed')
}
