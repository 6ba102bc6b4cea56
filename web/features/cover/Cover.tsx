import { cx } from '../../ui/cx'
import { COVER_HEIGHT, COVER_WIDTH, coverPattern } from './coverPattern'

/** The generated picture of a course. Decoration: the title stands beside it. */
export function Cover({ id, className }: { id: string; className?: string }) {
  const { hue, lines, shapes } = coverPattern(id)
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${COVER_WIDTH} ${COVER_HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      className={cx('block w-full', className)}
      style={{ background: `light-dark(oklch(0.91 0.045 ${hue}), oklch(0.3 0.045 ${hue}))` }}
    >
      <path d={shapes} style={{ fill: `light-dark(oklch(0.72 0.09 ${hue}), oklch(0.5 0.09 ${hue}))` }} />
      <path
        d={lines}
        fill="none"
        strokeWidth={1.5}
        style={{ stroke: `light-dark(oklch(0.55 0.09 ${hue} / 0.75), oklch(0.68 0.08 ${hue} / 0.7))` }}
      />
    </svg>
  )
}
