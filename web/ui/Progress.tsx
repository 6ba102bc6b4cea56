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
      <Primitive.Indicator asChild>
        <svg aria-hidden className={cx('size-full text-accent', share === undefined && 'animate-breathe opacity-70')}>
          <rect width={`${(share ?? 1) * 100}%`} height="100%" rx="4" className="fill-current transition-[width]" />
        </svg>
      </Primitive.Indicator>
    </Primitive.Root>
  )
}
