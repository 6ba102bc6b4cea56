import { cx } from './cx'

/** A grey shape where something is about to be; give it the size of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-breathe rounded-small bg-sunken', className)} />
}
