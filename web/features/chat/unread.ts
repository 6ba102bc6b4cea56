interface Countable {
  n: number
  from: string
  send: 'sent' | 'sending' | 'failed'
}

/** Number of the newest message that is on the server; 0 where there is none. */
export function newest(lines: readonly Countable[]): number {
  return lines.reduce((max, { n, send }) => (send === 'sent' ? Math.max(max, n) : max), 0)
}

/** Messages of others after the one that was seen last. */
export function unreadCount(lines: readonly Countable[], seen: number, me: string): number {
  return lines.filter(({ n, from, send }) => send === 'sent' && n > seen && from !== me).length
}
