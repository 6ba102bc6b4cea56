import type { IncomingMessage, ServerResponse } from 'node:http'
import sirv from 'sirv'
import { SECURITY_HEADERS } from '../securityHeaders.ts'

const PREFIX = '/_next/static'
const YEAR_S = 365 * 24 * 60 * 60

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Answers requests for scripts and styles of the build from the files that `compressStatic` made of them; Next would compress each of
 * them anew for everybody who opens a page. What is no such file goes to `next`. `folder`: `.next/static`.
 */
export function builtFiles(folder: string, next: Handler): Handler {
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    immutable: true,
    maxAge: YEAR_S,
    setHeaders: (response) => {
      for (const { key, value } of SECURITY_HEADERS) response.setHeader(key, value)
    },
  })
  return (request, response) => {
    const url = request.url ?? '/'
    if (!url.startsWith(`${PREFIX}/`)) {
      next(request, response)
      return
    }
    request.url = url.slice(PREFIX.length)
    files(request, response, () => {
      request.url = url
      next(request, response)
    })
  }
}
