'use client'

import { WifiOff } from 'lucide-react'
import type { ClassConnection } from '../classroom/connection.ts'
import { nextTryWords } from './connectionWords.ts'
import { useNow } from './useNow.ts'

/** A slim line while a connection is lost: what still works, what is safe, when it is tried again. */
export function ReconnectBanner({ connection }: { connection: ClassConnection }) {
  const lost = connection.whatWorks !== ''
  const now = useNow(500, lost)
  return (
    <div>
      {/* The sentence is spoken once; the seconds, which change all the time, are only for the eye. */}
      <p role="status" className="sr-only">
        {lost ? `${connection.whatWorks} We try again by ourselves.` : ''}
      </p>
      {lost ? (
        <div
          data-banner="connection"
          className="flex min-h-11 items-center gap-3 bg-amber-soft px-4 py-2 text-15 text-on-amber-soft"
        >
          <WifiOff aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
          <p aria-hidden className="min-w-0 flex-1">
            {connection.whatWorks} {nextTryWords(connection.nextTryAt, now)}
          </p>
        </div>
      ) : null}
    </div>
  )
}
