import { cx } from './cx'
import { initials } from './initials'

export type AvatarProps = {
  name: string
  /** 0 to 11: the person's colour. */
  hue: number
  size?: 'small' | 'medium' | 'large'
  className?: string
}

const SIZES = { small: 'size-7 text-13', medium: 'size-10 text-15', large: 'size-20 text-32' }

/** Initials on the person's colour. It is decoration: the name stands beside it, or the caller names it. */
export function Avatar({ name, hue, size = 'medium', className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-hue={hue}
      className={cx(
        'inline-flex shrink-0 select-none items-center justify-center rounded-full bg-(--hue) font-semibold text-(--hue-on)',
        SIZES[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  )
}
