import { cx } from '../../ui/cx'
import { BANNER_WIDTH, CARD_WIDTH, COVER_HEIGHT, coverPattern } from './coverPattern'

/** The generated picture of a course. Decoration: the title stands beside it. */
export function Cover({ id, banner = false, className }: { id: string; banner?: boolean; className?: string }) {
  const width = banner ? BANNER_WIDTH : CARD_WIDTH
  const { hue, lines, shapes } = coverPattern(id, width)
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${COVER_HEIGHT}`}
      preserveAspectRatio="xMinYMax slice"
      className={cx('block w-full', className)}
    >
      <rect width="100%" height="100%" fill={`light-dark(oklch(0.91 0.045 ${hue}), oklch(0.3 0.045 ${hue}))`} />
      <path d={shapes} fill={`light-dark(oklch(0.72 0.09 ${hue}), oklch(0.5 0.09 ${hue}))`} />
      <path
        d={lines}
        fill="none"
        strokeWidth={1.5}
        stroke={`light-dark(oklch(0.55 0.09 ${hue} / 0.75), oklch(0.68 0.08 ${hue} / 0.7))`}
      />
    </svg>
  )
}
