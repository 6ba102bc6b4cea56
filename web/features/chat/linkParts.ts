/** A piece of a message: plain text, or an address that can be opened. */
export type TextPart = { text: string } | { text: string; href: string }

const ADDRESS = /\bhttps?:\/\/[^\s<>"']+/gi
/** Signs that end a sentence rather than an address. */
const TRAILING = /[.,;:!?…]+$/

/** Finds the web addresses in a text. Only http and https become links, so that no other scheme can be opened by a click. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0])
    const href = safeHref(address)
    if (href === undefined) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: address, href })
    end = match.index + address.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

function trimmed(address: string): string {
  const bare = address.replace(TRAILING, '')
  const opened = bare.split('(').length
  const closed = bare.split(')').length
  return closed > opened && bare.endsWith(')') ? trimmed(bare.slice(0, -1)) : bare
}

function safeHref(address: string): string | undefined {
  const url = URL.parse(address)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname ? url.href : undefined
}
