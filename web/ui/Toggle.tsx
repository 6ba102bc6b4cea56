'use client'

import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './Button'
import { cx } from './cx'
import { Tooltip } from './Tooltip'

export type ToggleTone = 'accent' | 'amber' | 'danger'

export type ToggleProps = Omit<ButtonProps, 'variant' | 'children' | 'icon'> & {
  pressed: boolean
  onPressedChange: (pressed: boolean) => void
  /** The accessible name. It stays the same in both states; aria-pressed tells the state. */
  label: string
  icon: ReactNode
  pressedIcon?: ReactNode
  /** Whether the label is shown or only spoken. */
  showLabel?: boolean
  shortcut?: string
  /** What the tip says instead of the label, for example "Mute" for a pressed "Microphone". */
  tip?: string
  tone?: ToggleTone
}

const PRESSED: Record<ToggleTone, string> = {
  accent: 'bg-accent-soft text-on-accent-soft hover:bg-accent-soft!',
  amber: 'bg-amber text-on-amber hover:bg-amber!',
  danger: 'bg-danger-soft text-on-danger-soft hover:bg-danger-soft!',
}

export function Toggle({
  pressed,
  onPressedChange,
  label,
  icon,
  pressedIcon,
  showLabel = true,
  shortcut,
  tip,
  tone = 'accent',
  className,
  ...rest
}: ToggleProps) {
  return (
    <Tooltip content={tip ?? label} shortcut={shortcut}>
      <Button
        {...rest}
        variant="quiet"
        aria-pressed={pressed}
        aria-label={showLabel ? undefined : label}
        icon={pressed ? (pressedIcon ?? icon) : icon}
        onClick={() => onPressedChange(!pressed)}
        className={cx(pressed && PRESSED[tone], !showLabel && 'aspect-square px-0!', className)}
      >
        {showLabel ? label : null}
      </Button>
    </Tooltip>
  )
}
