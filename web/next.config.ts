import type { NextConfig } from 'next'
import { SECURITY_HEADERS } from './lib/securityHeaders.ts'

/** For what is no page; pages get theirs from proxy.ts. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
const NO_PAGES = ['/api/:path*', '/healthz', '/readyz', '/metrics', '/v1/:path*']

const nextConfig: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ['@lectern/protocol', '@lectern/recording'],
  serverExternalPackages: ['pino', 'prom-client'],
  // TypeScript 7 has no programming interface for Next to call; `npm run check` checks the types.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1'],
  headers: async () => [
    { source: '/:path*', headers: [...SECURITY_HEADERS] },
    ...NO_PAGES.map((source) => ({ source, headers: [{ key: 'Content-Security-Policy', value: NOTHING }] })),
  ],
}

export default nextConfig
