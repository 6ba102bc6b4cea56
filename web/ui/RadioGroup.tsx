'use client'

import * as Primitive from 'radix-ui/radio-group'
import { type ReactNode, useId } from 'react'
import { cx } from './cx'

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }

export type RadioGroupProps = {
  label: string
  options: readonly RadioOption[]
  value: string | undefined
  onValueChange: (value: string) => void
  name?: string
  disabled?: boolean
  hideLabel?: boolean
  className?: string
}

export function RadioGroup({
  label,
  options,
  value,
  onValueChange,
  name,
  disabled,
  hideLabel,
  className,
}: RadioGroupProps) {
  const id = useId()
  return (
    <div className={cx('flex flex-col gap-2', className)}>
      <span id={id} className={hideLabel ? 'sr-only' : 'font-medium text-15'}>
        {label}
      </span>
      <Primitive.Root
        aria-labelledby={id}
        value={value ?? null}
        onValueChange={onValueChange}
        name={name}
        disabled={disabled}
        className="flex flex-col gap-2"
      >
        {options.map((option) => (
          <div key={option.value} className="flex items-start gap-2.5">
            <Primitive.Item
              id={`${id}-${option.value}`}
              value={option.value}
              disabled={option.disabled}
              aria-describedby={option.hint ? `${id}-${option.value}-hint` : undefined}
              className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full border border-control bg-surface transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-50 data-[state=checked]:border-accent"
            >
              <Primitive.Indicator className="size-2.5 rounded-full bg-accent" />
            </Primitive.Item>
            <div className="flex flex-col">
              <label htmlFor={`${id}-${option.value}`} className="text-15">
                {option.label}
              </label>
              {option.hint ? (
                <span id={`${id}-${option.value}-hint`} className="text-13 text-muted">
                  {option.hint}
                </span>
              ) : null}
            </div>
          </div>
        ))}
      </Primitive.Root>
    </div>
  )
}
