import { createHash } from 'node:crypto'

export type PolicyInput = {
  nonce: string
  /** The engine as browsers reach it: board, chat and media signalling connect there. */
  engineUrl: string
  development: boolean
  /** Recordings may come from Mux. */
  mux: boolean
}

/**
 * Style attributes that radix-ui writes into pages made on the server, each exactly as it stands there. They are allowed one by
 * one; no other style attribute in a document counts. What scripts set afterwards is not asked for.
 */
const LIBRARY_STYLES = [
  // Toast: the empty region lets clicks through. Checkbox and Select: so do the mark and the value.
  'pointer-events:none',
  // RadioGroup, Tabs, ToggleGroup.
  'outline:none',
  // Tabs: no animation of the panel that is open from the start.
  'animation-duration:0s',
  // Switch, Checkbox and RadioGroup: the control that a form sends.
  'position:absolute;pointer-events:none;opacity:0;margin:0;transform:translateX(-100%)',
  // Select: the same.
  'position:absolute;border:0;width:1px;height:1px;padding:0;margin:-1px;overflow:hidden;clip:rect(0, 0, 0, 0);white-space:nowrap;word-wrap:normal',
]

/** Playlists and segments; segments come from hosts that Mux chooses. */
const MUX = ' https://stream.mux.com https://*.mux.com'

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const LIBRARY_HASHES = LIBRARY_STYLES.map(hashOf).join(' ')

/** What a page may load and whom it may talk to. Nothing inline counts without the page's nonce, neither scripts nor styles. */
export function contentSecurityPolicy({ nonce, engineUrl, development, mux }: PolicyInput): string {
  const engine = new URL(engineUrl)
  const engineSocket = `${engine.protocol === 'https:' ? 'wss:' : 'ws:'}//${engine.host}`
  return Object.entries({
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    ...stylesOf(nonce, development),
    'img-src': "'self' blob: data:",
    'media-src': `'self' blob: data:${mux ? MUX : ''}`,
    'font-src': "'self' data:",
    'worker-src': "'self' blob:",
    'connect-src': `'self' blob: data: ${engine.origin} ${engineSocket}${development ? ' ws:' : ''}${mux ? MUX : ''}`,
    'frame-src': "'none'",
    'object-src': "'none'",
    'base-uri': "'self'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')
}

/** While one develops, styles come as elements without a nonce, as they change. */
function stylesOf(nonce: string, development: boolean): Record<string, string> {
  if (development) return { 'style-src': "'self' 'unsafe-inline'" }
  return { 'style-src': `'self' 'nonce-${nonce}'`, 'style-src-attr': `'unsafe-hashes' ${LIBRARY_HASHES}` }
}
