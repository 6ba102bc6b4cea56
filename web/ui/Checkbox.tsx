'use client'

import { Check, Minus } from 'lucide-react'
import * as Primitive from 'radix-ui/checkbox'
import { type ReactNode, useId } from 'react'
import { cx } from './cx'

export type CheckboxProps = {
  label: ReactNode
  checked: boolean | 'indeterminate'
  onCheckedChange: (checked: boolean) => void
  name?: string
  disabled?: boolean
  className?: string
}

export function Checkbox({ label, checked, onCheckedChange, name, disabled, className }: CheckboxProps) {
  const id = useId()
  return (
    <div className={cx('flex items-start gap-2.5', className)}>
      <Primitive.Root
        id={id}
        name={name}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-small border border-control bg-surface transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-50 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent"
      >
        <Primitive.Indicator className="text-on-accent">
          {checked === 'indeterminate' ? (
            <Minus aria-hidden size={14} strokeWidth={2.5} />
          ) : (
            <Check aria-hidden size={14} strokeWidth={2.5} />
          )}
        </Primitive.Indicator>
      </Primitive.Root>
      <label htmlFor={id} className="text-15 text-ink">
        {label}
      </label>
    </div>
  )
}
