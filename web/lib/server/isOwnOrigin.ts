/**
 * Whether a request comes from a page of the host it was sent to. Browsers set Origin on every POST and pages cannot
 * forge it; programs without one carry no cookie of somebody else either.
 */
export function isOwnOrigin(headers: { get(name: string): string | null }): boolean {
  const origin = headers.get('origin')
  if (origin === null) return headers.get('sec-fetch-site') === null
  return URL.canParse(origin) && new URL(origin).host === headers.get('host')
}
