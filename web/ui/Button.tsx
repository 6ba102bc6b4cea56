'use client'

import type { ComponentPropsWithRef, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './buttonClass'
import { cx } from './cx'
import { Spinner } from './Spinner'
import { useHydrated } from './useHydrated'

export type ButtonProps = ComponentPropsWithRef<'button'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  /** Shows a ring in place of the icon and takes no presses, but keeps the focus. */
  busy?: boolean
  /** Icon above the label, as in the bar of the class page. */
  stacked?: boolean
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  busy = false,
  stacked = false,
  className,
  children,
  onClick,
  disabled = false,
  type = 'button',
  ...rest
}: ButtonProps) {
  const hydrated = useHydrated()
  return (
    <button
      {...rest}
      type={type}
      // A press before the page listens would be lost, so the button takes none until then. It does not look disabled.
      disabled={disabled || !hydrated}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cx(
        buttonClass(variant, size),
        disabled && 'cursor-not-allowed opacity-50',
        stacked && 'h-14! min-w-18 flex-col gap-0.5! px-2! text-13!',
        className,
      )}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}
