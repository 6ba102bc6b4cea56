import type { ConnectionQuality } from '@lectern/protocol'

/** How a connection is called, beside its mark. */
export const QUALITY_WORDS: Record<ConnectionQuality, string> = {
  good: 'Good connection',
  fair: 'Fair connection',
  poor: 'Poor connection',
  lost: 'Connection lost',
}
