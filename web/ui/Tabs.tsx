'use client'

import * as Primitive from 'radix-ui/tabs'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type Tab = {
  value: string
  label: string
  icon?: ReactNode
  /** Shown after the label, for example an unread count; give it words for screen readers. */
  badge?: ReactNode
  content: ReactNode
}

export type TabsProps = {
  /** The accessible name of the row of tabs. */
  label: string
  tabs: readonly Tab[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  /** Tabs share the width of the panel, and the content takes the height that is left. */
  fill?: boolean
  /** Keeps the content of closed tabs in the page, hidden, so that it keeps its state. */
  keepMounted?: boolean
  className?: string
}

export function Tabs({
  label,
  tabs,
  value,
  defaultValue,
  onValueChange,
  fill = false,
  keepMounted = false,
  className,
}: TabsProps) {
  return (
    <Primitive.Root
      value={value}
      defaultValue={defaultValue ?? (value === undefined ? tabs[0]?.value : undefined)}
      onValueChange={onValueChange}
      className={cx('flex flex-col', fill && 'min-h-0 flex-1', className)}
    >
      <Primitive.List aria-label={label} className="flex shrink-0 gap-1 border-hairline border-b">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className={cx(
              '-mb-px inline-flex h-11 items-center justify-center gap-2 border-transparent border-b-2 px-3 font-medium text-15 text-muted transition-colors hover:text-ink focus-visible:outline-offset-[-3px] data-[state=active]:border-accent data-[state=active]:text-ink',
              fill && 'flex-1',
            )}
          >
            {tab.icon}
            {tab.label}
            {tab.badge}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content
          key={tab.value}
          value={tab.value}
          forceMount={keepMounted || undefined}
          className={cx(
            'data-[state=inactive]:hidden',
            fill ? 'flex min-h-0 flex-1 flex-col focus-visible:outline-offset-[-3px]' : 'pt-5',
          )}
        >
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  )
}
