'use client'

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'

const TICK_MS = 15_000

type Time = { zone: string; now: Date }

const TimeContext = createContext<Time>({ zone: 'UTC', now: new Date(0) })

/**
 * The zone and the clock that pages write times by. `zone` is that of the person's profile; strangers get their
 * browser's, and UTC until the browser was asked. `renderedAt` lets the server and the first paint agree.
 */
export function TimeProvider({
  zone,
  renderedAt,
  children,
}: {
  zone: string | undefined
  renderedAt: number
  children: ReactNode
}) {
  const browserZone = useSyncExternalStore(never, deviceZone, () => 'UTC')
  const [now, setNow] = useState(() => new Date(renderedAt))
  useEffect(() => {
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return <TimeContext value={{ zone: zone ?? browserZone, now }}>{children}</TimeContext>
}

export function useTime(): Time {
  return useContext(TimeContext)
}

/** The zone that this device is set to. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function never(): () => void {
  return () => {}
}
