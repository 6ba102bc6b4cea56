'use client'

import * as Primitive from 'radix-ui/popover'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx'
import { usePortalContainer } from './ThemeArea'

export type PopoverProps = {
  trigger: ReactElement
  /** The accessible name of the panel. */
  label: string
  children: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
  className?: string
}

/** A small panel beside its button that leaves the rest of the page usable. */
export function Popover({
  trigger,
  label,
  children,
  open,
  onOpenChange,
  align = 'center',
  side = 'bottom',
  className,
}: PopoverProps) {
  const container = usePortalContainer()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal container={container}>
        <Primitive.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={8}
          collisionPadding={8}
          className={cx(
            'z-50 w-80 max-w-[calc(100vw-1rem)] animate-appear rounded-box border border-hairline bg-raised p-4 text-15 text-ink shadow-2 outline-none',
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** Closes the popover it is in when its only child is pressed. */
export function PopoverClose({ children }: { children: ReactElement }) {
  return <Primitive.Close asChild>{children}</Primitive.Close>
}
