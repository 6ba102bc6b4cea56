import type { ReactNode } from 'react'
import { cx } from './cx'

/** What stands where there is nothing yet: why, and what to do. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  className,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
  className?: string
}) {
  return (
    <div
      className={cx(
        'flex flex-col items-center gap-3 rounded-box border border-hairline border-dashed px-6 py-10 text-center',
        className,
      )}
    >
      {icon ? <span className="text-muted">{icon}</span> : null}
      <p className="font-medium text-17">{title}</p>
      {children ? <div className="max-w-measure text-15 text-muted">{children}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  )
}
