'use client'

import Link from 'next/link'
import { useSyncExternalStore } from 'react'
import { zoneName } from './formatTime'
import { deviceZone, useTime } from './TimeProvider'

/** Says by which clock the times of a list are written and, where this device has another, how to change it. */
export function ZoneNote() {
  const { zone } = useTime()
  const here = useSyncExternalStore(never, deviceZone, () => zone)
  return (
    <p className="text-13 text-muted">
      {zoneName(zone)}
      {here === zone ? null : (
        <>
          {' · '}
          <Link href="/profile" className="text-accent-ink underline underline-offset-4">
            Change time zone
          </Link>
        </>
      )}
    </p>
  )
}

function never(): () => void {
  return () => {}
}
