'use client'

import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { cx } from './cx'
import { CONTROL_CLASS, DISABLED_CLASS, describedBy, FieldFrame, type FieldNotes } from './FieldFrame'

export type FieldProps = Omit<ComponentPropsWithRef<'input'>, 'className'> &
  FieldNotes & {
    className?: string
    /** Shown inside the box at its start, for example a magnifying glass. */
    leading?: ReactNode
  }

/** One line of text with its label, hint and error. */
export function Field({ label, hint, error, optional, id, className, leading, ...input }: FieldProps) {
  const ownId = useId()
  const inputId = id ?? ownId
  return (
    <FieldFrame id={inputId} label={label} hint={hint} error={error} optional={optional} className={className}>
      <div className="relative">
        {leading ? (
          <span aria-hidden className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted">
            {leading}
          </span>
        ) : null}
        <input
          {...input}
          {...describedBy(inputId, { hint, error })}
          id={inputId}
          className={cx(CONTROL_CLASS, 'h-11', leading !== undefined && 'pl-10', input.disabled && DISABLED_CLASS)}
        />
      </div>
    </FieldFrame>
  )
}
