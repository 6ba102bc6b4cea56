'use client'

import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './Button'
import type { ButtonSize } from './buttonClass'
import { cx } from './cx'
import { Tooltip } from './Tooltip'

export type IconButtonProps = Omit<ButtonProps, 'children' | 'stacked' | 'icon'> & {
  /** The accessible name, shown as a tip too. */
  label: string
  icon: ReactNode
  shortcut?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
}

const SQUARES: Record<ButtonSize, string> = { small: 'w-8 px-0!', medium: 'w-10 px-0!', large: 'w-12 px-0!' }

export function IconButton({
  label,
  shortcut,
  side,
  variant = 'quiet',
  size = 'medium',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} side={side}>
      <Button {...rest} aria-label={label} variant={variant} size={size} className={cx(SQUARES[size], className)} />
    </Tooltip>
  )
}
