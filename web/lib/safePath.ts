/** A path of our own to go to after log-in. Anything that leads to another site becomes the fallback. */
export function safePath(wanted: string | undefined, fallback = '/dashboard'): string {
  if (!wanted?.startsWith('/')) return fallback
  const here = 'http://here.invalid'
  if (!URL.canParse(wanted, here)) return fallback
  const url = new URL(wanted, here)
  return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : fallback
}
