import type { ReactNode } from 'react'
import { cx } from './cx'

export type BannerTone = 'neutral' | 'accent' | 'amber' | 'danger'

const TONES: Record<BannerTone, string> = {
  neutral: 'bg-sunken text-ink',
  accent: 'bg-accent-soft text-on-accent-soft',
  amber: 'bg-amber-soft text-on-amber-soft',
  danger: 'bg-danger-soft text-on-danger-soft',
}

/** A slim line across the page about the state of things. It speaks when its words change. */
export function Banner({
  tone = 'neutral',
  icon,
  children,
  action,
  className,
}: {
  tone?: BannerTone
  icon?: ReactNode
  children: ReactNode
  action?: ReactNode
  className?: string
}) {
  return (
    <div role="status" className={cx('flex min-h-11 items-center gap-3 px-4 py-2 text-15', TONES[tone], className)}>
      {icon}
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}
