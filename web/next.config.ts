import type { NextConfig } from 'next'
import { NO_PAGE_POLICY, SECURITY_HEADERS } from './lib/securityHeaders.ts'

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
    ...NO_PAGES.map((source) => ({ source, headers: [{ key: 'Content-Security-Policy', value: NO_PAGE_POLICY }] })),
  ],
}

export default nextConfig
