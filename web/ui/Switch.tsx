'use client'

import * as Primitive from 'radix-ui/switch'
import { type ReactNode, useId } from 'react'
import { cx } from './cx'

export type SwitchProps = {
  label: string
  hint?: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  className?: string
}

/** A setting that takes effect at once. */
export function Switch({ label, hint, checked, onCheckedChange, disabled, className }: SwitchProps) {
  const id = useId()
  return (
    <div className={cx('flex items-start justify-between gap-4', className)}>
      <div className="flex flex-col gap-0.5">
        <label htmlFor={id} className="text-15 text-ink">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-13 text-muted">
            {hint}
          </p>
        ) : null}
      </div>
      <Primitive.Root
        id={id}
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="inline-flex h-6 w-11 shrink-0 items-center rounded-full border border-control bg-sunken transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Primitive.Thumb className="block size-4 translate-x-1 rounded-full bg-control transition-transform data-[state=checked]:translate-x-5.5 data-[state=checked]:bg-on-accent" />
      </Primitive.Root>
    </div>
  )
}
