'use client'

import * as Primitive from 'radix-ui/progress'
import { cx } from './cx'

/** A bar from 0 to `max`; without a value it only says that something goes on. */
export function Progress({
  label,
  value,
  max = 100,
  className,
}: {
  label: string
  value?: number
  max?: number
  className?: string
}) {
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, value / max))
  return (
    <Primitive.Root
      aria-label={label}
      value={value ?? null}
      max={max}
      className={cx('h-2 w-full overflow-hidden rounded-full bg-sunken', className)}
    >
      <Primitive.Indicator
        style={share === undefined ? undefined : { width: `${share * 100}%` }}
        className={cx(
          'h-full rounded-full bg-accent transition-[width]',
          share === undefined && 'w-full animate-breathe opacity-70',
        )}
      />
    </Primitive.Root>
  )
}
