'use client'

import { type ComponentPropsWithRef, useId } from 'react'
import { cx } from './cx'
import { CONTROL_CLASS, DISABLED_CLASS, describedBy, FieldFrame, type FieldNotes } from './FieldFrame'

export type TextAreaProps = Omit<ComponentPropsWithRef<'textarea'>, 'className'> & FieldNotes & { className?: string }

export function TextArea({ label, hint, error, optional, id, className, rows = 4, ...input }: TextAreaProps) {
  const ownId = useId()
  const inputId = id ?? ownId
  return (
    <FieldFrame id={inputId} label={label} hint={hint} error={error} optional={optional} className={className}>
      <textarea
        {...input}
        {...describedBy(inputId, { hint, error })}
        id={inputId}
        rows={rows}
        className={cx(CONTROL_CLASS, 'resize-y py-2.5', input.disabled && DISABLED_CLASS)}
      />
    </FieldFrame>
  )
}
