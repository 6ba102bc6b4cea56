'use client'

import { Check } from 'lucide-react'
import * as Primitive from 'radix-ui/dropdown-menu'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx'
import { usePortalContainer } from './ThemeArea'

const ITEM_CLASS =
  'relative flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-small px-2.5 py-1.5 text-15 text-ink outline-none data-disabled:opacity-50 data-highlighted:bg-sunken [&_svg]:shrink-0'

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
}

export function Menu({ trigger, children, align = 'end', side = 'bottom' }: MenuProps) {
  const container = usePortalContainer()
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal container={container}>
        <Primitive.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-appear overflow-y-auto rounded-box border border-hairline bg-raised p-1 shadow-2"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export type MenuItemProps = {
  children: ReactNode
  icon?: ReactNode
  /** Shown at the end of the line: a key or a short note. */
  trailing?: ReactNode
  tone?: 'plain' | 'danger'
  disabled?: boolean
  onSelect?: () => void
  /** Takes the look of the item on to its only child, for example a link. */
  asChild?: boolean
}

export function MenuItem({ children, icon, trailing, tone = 'plain', disabled, onSelect, asChild }: MenuItemProps) {
  const className = cx(ITEM_CLASS, tone === 'danger' && 'text-danger-ink')
  if (asChild) {
    return (
      <Primitive.Item asChild disabled={disabled} onSelect={onSelect} className={className}>
        {children}
      </Primitive.Item>
    )
  }
  return (
    <Primitive.Item disabled={disabled} onSelect={onSelect} className={className}>
      {icon}
      <span className="flex-1">{children}</span>
      {trailing}
    </Primitive.Item>
  )
}

export function MenuCheckboxItem({
  children,
  checked,
  onCheckedChange,
  disabled,
}: {
  children: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
}) {
  return (
    <Primitive.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      disabled={disabled}
      className={cx(ITEM_CLASS, 'pl-9')}
    >
      <Tick />
      {children}
    </Primitive.CheckboxItem>
  )
}

export function MenuRadioGroup({
  label,
  value,
  onValueChange,
  options,
}: {
  label: string
  value: string
  onValueChange: (value: string) => void
  options: readonly { value: string; label: ReactNode; disabled?: boolean }[]
}) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={onValueChange} aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Primitive.RadioItem
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className={cx(ITEM_CLASS, 'pl-9')}
        >
          <Tick />
          {option.label}
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2.5 pt-2 pb-1 text-13 text-muted">{children}</Primitive.Label>
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-hairline" />
}

function Tick() {
  return (
    <span className="absolute left-2.5 flex size-4 items-center justify-center">
      <Primitive.ItemIndicator>
        <Check aria-hidden size={16} strokeWidth={1.75} />
      </Primitive.ItemIndicator>
    </span>
  )
}
