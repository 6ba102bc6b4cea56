import type { NextConfig } from 'next'

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(self), display-capture=(self), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

const nextConfig: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ['@lectern/protocol'],
  serverExternalPackages: ['pino', 'prom-client'],
  // TypeScript 7 has no programming interface for Next to call; `npm run check` checks the types.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1'],
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
}

export default nextConfig
