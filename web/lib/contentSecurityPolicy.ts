export type PolicyInput = {
  nonce: string
  /** The engine as browsers reach it: board, chat and media signalling connect there. */
  engineUrl: string
  development: boolean
}

/**
 * What a page may load and whom it may talk to. Styles may be inline because the board and the overlays set style
 * attributes; scripts may not.
 */
export function contentSecurityPolicy({ nonce, engineUrl, development }: PolicyInput): string {
  const engine = new URL(engineUrl)
  const engineSocket = `${engine.protocol === 'https:' ? 'wss:' : 'ws:'}//${engine.host}`
  return Object.entries({
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' blob: data:",
    'media-src': "'self' blob: data:",
    'font-src': "'self' data:",
    'worker-src': "'self' blob:",
    'connect-src': `'self' blob: data: ${engine.origin} ${engineSocket}${development ? ' ws:' : ''}`,
    'frame-src': "'none'",
    'object-src': "'none'",
    'base-uri': "'self'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')
}
