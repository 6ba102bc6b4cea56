import { type Point, rectangle } from './geometry.ts'

const ROUND_POINTS = 48
const BUMP_LENGTH = 70

const turned = (w: number, h: number, points: [number, number][]): Point[] =>
  points.map(([x, y]) => ({ x: x * w, y: y * h }))

/** Corners of a regular polygon, stretched to fill the box; the first one is at the top. */
function polygon(w: number, h: number, sides: number, inner = 1): Point[] {
  const corners = Array.from({ length: sides }, (_, index) => {
    const angle = -Math.PI / 2 + (index * 2 * Math.PI) / sides
    const radius = index % 2 ? inner : 1
    return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius }
  })
  const [left, right] = [Math.min(...corners.map(({ x }) => x)), Math.max(...corners.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...corners.map(({ y }) => y)), Math.max(...corners.map(({ y }) => y))]
  return corners.map(({ x, y }) => ({ x: ((x - left) / (right - left)) * w, y: ((y - top) / (bottom - top)) * h }))
}

const ellipse = (w: number, h: number): Point[] =>
  Array.from({ length: ROUND_POINTS }, (_, index) => {
    const angle = (index * 2 * Math.PI) / ROUND_POINTS
    return { x: (w / 2) * (1 + Math.cos(angle)), y: (h / 2) * (1 + Math.sin(angle)) }
  })

/** A box whose short sides are half circles. */
function stadium(w: number, h: number): Point[] {
  const r = Math.min(w, h) / 2
  return Array.from({ length: ROUND_POINTS }, (_, index) => {
    const angle = ((index + 0.5) * 2 * Math.PI) / ROUND_POINTS
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    const centre = w > h ? { x: cos > 0 ? w - r : r, y: r } : { x: r, y: sin > 0 ? h - r : r }
    return { x: centre.x + r * cos, y: centre.y + r * sin }
  })
}

function cloud(w: number, h: number): Point[] {
  const around = 2 * (w + h)
  const bumps = Math.max(6, Math.min(200, Math.round(around / BUMP_LENGTH)))
  return Array.from({ length: bumps * 8 }, (_, index) => {
    const angle = (index * 2 * Math.PI) / (bumps * 8)
    const swell = 0.86 + 0.14 * Math.abs(Math.sin((angle * bumps) / 2))
    return { x: (w / 2) * (1 + Math.cos(angle) * swell), y: (h / 2) * (1 + Math.sin(angle) * swell) }
  })
}

const bezier = (a: Point, b: Point, c: Point, d: Point): Point[] =>
  Array.from({ length: 12 }, (_, index) => {
    const t = index / 12
    const u = 1 - t
    const at = (axis: 'x' | 'y') =>
      u * u * u * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t * t * t * d[axis]
    return { x: at('x'), y: at('y') }
  })

function heart(w: number, h: number): Point[] {
  const at = (x: number, y: number): Point => ({ x: (x * w) / 4, y: (y * h) / 4 })
  return [
    ...bezier(at(2, 4), at(1.5, 3), at(0, 2.5), at(0, 1.2)),
    ...bezier(at(0, 1.2), at(0, -0.32), at(1.85, -0.32), at(2, 0.9)),
    ...bezier(at(2, 0.9), at(2.15, -0.32), at(4, -0.32), at(4, 1.2)),
    ...bezier(at(4, 1.2), at(4, 2.5), at(2.5, 3), at(2, 4)),
  ]
}

function fatArrow(w: number, h: number): Point[] {
  const ox = Math.min(w, h) * 0.38
  const oy = h * 0.16
  return [
    { x: 0, y: oy },
    { x: w - ox, y: oy },
    { x: w - ox, y: 0 },
    { x: w, y: h / 2 },
    { x: w - ox, y: h },
    { x: w - ox, y: h - oy },
    { x: 0, y: h - oy },
  ]
}

const flipped = (points: Point[], w: number): Point[] => points.map(({ x, y }) => ({ x: w - x, y }))
const onItsSide = (points: Point[]): Point[] => points.map(({ x, y }) => ({ x: y, y: x }))
const slant = (w: number, h: number): number => Math.min(w, h) * 0.38

const OUTLINES: Record<string, (w: number, h: number) => Point[]> = {
  rectangle,
  'x-box': (w, h) => rectangle(w, h),
  'check-box': (w, h) => rectangle(w, h),
  ellipse,
  oval: stadium,
  cloud,
  heart,
  triangle: (w, h) =>
    turned(w, h, [
      [0.5, 0],
      [1, 1],
      [0, 1],
    ]),
  diamond: (w, h) =>
    turned(w, h, [
      [0.5, 0],
      [1, 0.5],
      [0.5, 1],
      [0, 0.5],
    ]),
  pentagon: (w, h) => polygon(w, h, 5),
  hexagon: (w, h) => polygon(w, h, 6),
  octagon: (w, h) => polygon(w, h, 8),
  star: (w, h) => polygon(w, h, 10, 0.5),
  rhombus: (w, h) => [
    { x: slant(w, h), y: 0 },
    { x: w, y: 0 },
    { x: w - slant(w, h), y: h },
    { x: 0, y: h },
  ],
  'rhombus-2': (w, h) => [
    { x: 0, y: 0 },
    { x: w - slant(w, h), y: 0 },
    { x: w, y: h },
    { x: slant(w, h), y: h },
  ],
  trapezoid: (w, h) => [
    { x: slant(w, h), y: 0 },
    { x: w - slant(w, h), y: 0 },
    { x: w, y: h },
    { x: 0, y: h },
  ],
  'arrow-right': fatArrow,
  'arrow-left': (w, h) => flipped(fatArrow(w, h), w),
  'arrow-down': (w, h) => onItsSide(fatArrow(h, w)),
  'arrow-up': (w, h) => onItsSide(flipped(fatArrow(h, w), h)),
}

/** Outline of a figure that fills a box; kinds that are not known are boxes. */
export function geoOutline(geo: string, w: number, h: number): Point[] {
  const outline = Object.hasOwn(OUTLINES, geo) ? OUTLINES[geo]! : rectangle
  return outline(Math.max(1, w), Math.max(1, h))
}

/** Lines within the outline: the cross of a crossed box, the tick of a ticked one. */
export function geoInnerLines(geo: string, w: number, h: number): Point[][] {
  if (geo === 'x-box')
    return [
      turned(w, h, [
        [0, 0],
        [1, 1],
      ]),
      turned(w, h, [
        [1, 0],
        [0, 1],
      ]),
    ]
  if (geo !== 'check-box') return []
  const size = Math.min(w, h) * 0.82
  const [x, y] = [(w - size) / 2, (h - size) / 2]
  const at = (right: number, down: number) => ({ x: x + size * right, y: y + size * down })
  return [[at(0.25, 0.52), at(0.45, 0.82), at(0.82, 0.22)]]
}
