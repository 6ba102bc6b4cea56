import type { ComponentProps } from 'react'
import { cx } from './cx'

/** A bordered piece of paper. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={cx('rounded-box border border-hairline bg-surface p-5', className)} />
}
