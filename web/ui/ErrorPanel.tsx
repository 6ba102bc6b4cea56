import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

/** Something could not be shown: what happened, what is safe, what to do. */
export function ErrorPanel({
  title,
  children,
  action,
  className,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
  className?: string
}) {
  return (
    <div
      role="alert"
      className={cx('flex items-start gap-3 rounded-box border border-danger bg-surface p-5 text-ink', className)}
    >
      <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0 text-danger-ink" />
      <div className="flex flex-col gap-2">
        <p className="font-medium text-15">{title}</p>
        {children ? <div className="text-15 text-muted">{children}</div> : null}
        {action ? <div className="mt-1">{action}</div> : null}
      </div>
    </div>
  )
}
