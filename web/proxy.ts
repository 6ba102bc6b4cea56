import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './lib/contentSecurityPolicy'

/** Gives every page its security policy with a fresh nonce; Next puts the nonce on its own scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentSecurityPolicy({
    nonce,
    engineUrl: process.env.LECTERN_PUBLIC_ENGINE_URL || 'http://localhost:4100',
    development: process.env.NODE_ENV === 'development',
    mux: ['1', 'true'].includes(process.env.LECTERN_WEB_MUX ?? ''),
  })
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

export const config = {
  matcher: ['/((?!api/|_next/|tldraw/|v1/|healthz|readyz|metrics|favicon.ico|icon).*)'],
}
