import type { ConnectionQuality } from '@lectern/protocol'
import type { ClassConnection } from '../classroom/connection.ts'
import type { MediaState } from '../media/MediaState.ts'
import { QUALITY_WORDS } from '../tiles/qualityWords.ts'

const WORSE: readonly ConnectionQuality[] = ['good', 'fair', 'poor', 'lost']

/** The connection in two or three words, for the header, and how good that is. */
export function connectionWords(
  connection: Pick<ClassConnection, 'phase' | 'documents'>,
  media: Pick<MediaState, 'status' | 'ownQuality'>,
): { words: string; quality: ConnectionQuality } {
  if (connection.phase !== 'joined') return { words: 'Reconnecting', quality: 'lost' }
  if (connection.documents === 'reconnecting') return { words: 'Board reconnecting', quality: 'poor' }
  if (media.status === 'reconnecting') return { words: 'Sound reconnecting', quality: 'poor' }
  if (media.status === 'unavailable' || media.status === 'off') return { words: 'Board and chat only', quality: 'fair' }
  const { send, receive } = media.ownQuality ?? { send: 'good', receive: 'good' }
  const worst = WORSE[Math.max(WORSE.indexOf(send), WORSE.indexOf(receive))] ?? 'good'
  return { words: QUALITY_WORDS[worst], quality: worst }
}

/** `Trying again in 4 s.`, or that it is being tried now. */
export function nextTryWords(nextTryAt: number | null, now: number): string {
  if (nextTryAt === null) return 'Trying again now.'
  return `Trying again in ${Math.max(1, Math.ceil((nextTryAt - now) / 1000))} s.`
}
