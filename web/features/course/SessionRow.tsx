'use client'

import type { ReactNode } from 'react'
import { useTime } from '../time/TimeProvider'

/** One class in a list: the day as a leaf of a calendar, what it is, what one can do. */
export function SessionRow({
  at,
  title,
  children,
  actions,
}: {
  at: Date
  title: ReactNode
  children: ReactNode
  actions?: ReactNode
}) {
  const { zone } = useTime()
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(at)
  return (
    <li className="flex flex-wrap items-center gap-4 border-hairline border-t py-4 first:border-t-0 first:pt-0">
      <div
        aria-hidden
        className="flex size-14 shrink-0 flex-col items-center justify-center rounded-box border border-hairline bg-surface"
      >
        <span className="text-13 text-muted leading-tight">{part({ month: 'short' })}</span>
        <span className="font-display text-24 leading-none">{part({ day: 'numeric' })}</span>
      </div>
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium text-17">{title}</p>
        <div className="text-15 text-muted">{children}</div>
      </div>
      {actions ? <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div> : null}
    </li>
  )
}
