/**
 * The caller's address behind `proxies` proxies of ours. Each proxy appends the address it saw, so everything to
 * the left of the last `proxies` entries was written by the caller and is worth nothing.
 */
export function trustedAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string | undefined {
  const plain = socketAddress?.replace(/^::ffff:(?=\d+\.)/, '')
  if (proxies === 0 || !forwardedFor) return plain
  const chain = forwardedFor.split(',').map((entry) => entry.trim())
  return chain[Math.max(0, chain.length - proxies)] || plain
}
