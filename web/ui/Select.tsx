'use client'

import { Check, ChevronDown } from 'lucide-react'
import * as Primitive from 'radix-ui/select'
import { useId } from 'react'
import { pageNonce } from '../lib/pageNonce'
import { cx } from './cx'
import { CONTROL_CLASS, DISABLED_CLASS, describedBy, FieldFrame, type FieldNotes } from './FieldFrame'
import { usePortalContainer } from './ThemeArea'

export type SelectOption = { value: string; label: string; disabled?: boolean }

export type SelectProps = FieldNotes & {
  /** Values must not be empty strings. */
  options: readonly SelectOption[]
  value: string | undefined
  onValueChange: (value: string) => void
  placeholder?: string
  name?: string
  disabled?: boolean
  required?: boolean
  className?: string
}

export function Select({
  label,
  hint,
  error,
  optional,
  options,
  value,
  onValueChange,
  placeholder = 'Choose one',
  name,
  disabled,
  required,
  className,
}: SelectProps) {
  const id = useId()
  const container = usePortalContainer()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <Primitive.Root value={value} onValueChange={onValueChange} name={name} disabled={disabled} required={required}>
        <Primitive.Trigger
          id={id}
          {...describedBy(id, { hint, error })}
          className={cx(
            CONTROL_CLASS,
            'flex h-11 items-center justify-between gap-2 text-left',
            disabled && DISABLED_CLASS,
          )}
        >
          <span className="truncate">
            <Primitive.Value placeholder={placeholder} />
          </span>
          <Primitive.Icon>
            <ChevronDown aria-hidden size={18} strokeWidth={1.75} />
          </Primitive.Icon>
        </Primitive.Trigger>
        <Primitive.Portal container={container}>
          <Primitive.Content
            position="popper"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 max-h-[min(20rem,var(--radix-select-content-available-height))] w-(--radix-select-trigger-width) animate-appear overflow-hidden rounded-box border border-hairline bg-raised text-ink shadow-2"
          >
            <Primitive.Viewport nonce={pageNonce()} className="p-1">
              {options.map((option) => (
                <Primitive.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="flex min-h-9 cursor-default items-center justify-between gap-2 rounded-small px-2.5 py-1.5 text-15 outline-none data-disabled:opacity-50 data-highlighted:bg-sunken"
                >
                  <Primitive.ItemText>{option.label}</Primitive.ItemText>
                  <Primitive.ItemIndicator>
                    <Check aria-hidden size={16} strokeWidth={1.75} />
                  </Primitive.ItemIndicator>
                </Primitive.Item>
              ))}
            </Primitive.Viewport>
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </FieldFrame>
  )
}
