/** What a request asks for, in the few words that metrics may use. */
export function requestKind(path: string): 'api' | 'asset' | 'status' | 'page' {
  if (path.startsWith('/api/')) return 'api'
  if (path.startsWith('/_next/') || path.startsWith('/tldraw/') || /\.\w+$/.test(path)) return 'asset'
  return STATUS.has(path) ? 'status' : 'page'
}

const STATUS = new Set(['/healthz', '/readyz', '/metrics', '/v1/debug'])
