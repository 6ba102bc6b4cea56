import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type FieldNotes = {
  label: string
  hint?: ReactNode
  /** What is wrong and what to do; its presence marks the control as invalid. */
  error?: string
  /** Says "(optional)" after the label. */
  optional?: boolean
}

/** What ties the control to its notes: spread on the input. */
export function describedBy(id: string, { hint, error }: Pick<FieldNotes, 'hint' | 'error'>) {
  const ids = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(Boolean)
  return { 'aria-describedby': ids.join(' ') || undefined, 'aria-invalid': error ? true : undefined }
}

/** Label above, control, then the error and the hint. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  optional,
  children,
  className,
}: FieldNotes & { id: string; children: ReactNode; className?: string }) {
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-15 text-ink">
        {label}
        {optional ? <span className="font-normal text-muted"> (optional)</span> : null}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-13 text-danger-ink">
          <CircleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-px shrink-0" />
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

export const CONTROL_CLASS =
  'w-full rounded-box border border-control bg-surface px-3 text-15 text-ink transition-colors placeholder:text-muted hover:border-ink aria-invalid:border-2 aria-invalid:border-danger'

/** By the property and not by `:disabled`: a form that only waits for its page to listen does not look disabled. */
export const DISABLED_CLASS = 'cursor-not-allowed opacity-60'
