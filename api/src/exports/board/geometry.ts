export interface Point {
  x: number
  y: number
}

export interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** Into `outer`: first turned, then moved. */
export function placed([a, b, c, d, e, f]: Matrix, x: number, y: number, rotation: number): Matrix {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)]
  return [
    a * cos + c * sin,
    b * cos + d * sin,
    c * cos - a * sin,
    d * cos - b * sin,
    a * x + c * y + e,
    b * x + d * y + f,
  ]
}

export const apply = ([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
})

export const lerp = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
})

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

export const rectangle = (w: number, h: number, x = 0, y = 0): Point[] => [
  { x, y },
  { x: x + w, y },
  { x: x + w, y: y + h },
  { x, y: y + h },
]

/** Undefined where there are no points. */
export function boundsOf(points: readonly Point[]): Box | undefined {
  if (points.length === 0) return undefined
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, w: right - left, h: bottom - top }
}

export function union(a: Box, b: Box | undefined): Box {
  if (!b) return a
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y }
}

/** Whether a point lies within a closed outline (even-odd). */
export function isInside(outline: readonly Point[], { x, y }: Point): boolean {
  let inside = false
  outline.forEach((a, index) => {
    const b = outline[(index + 1) % outline.length]!
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  })
  return inside
}

/** Points from `start` to `end` on the arc whose middle stands off the straight line by `bend`; both ends included. */
export function arcThrough(start: Point, end: Point, bend: number, count = 48): Point[] {
  const length = distance(start, end)
  if (length === 0) return [start, end]
  if (Math.abs(bend) < 1) return Array.from({ length: count + 1 }, (_, index) => lerp(start, end, index / count))
  const middle = lerp(start, end, 0.5)
  const normal = { x: (end.y - start.y) / length, y: -(end.x - start.x) / length }
  const radius = (length * length) / (8 * Math.abs(bend)) + Math.abs(bend) / 2
  const away = (radius - Math.abs(bend)) * Math.sign(bend)
  const centre = { x: middle.x - normal.x * away, y: middle.y - normal.y * away }
  const from = Math.atan2(start.y - centre.y, start.x - centre.x)
  const top = Math.atan2(normal.y * Math.sign(bend), normal.x * Math.sign(bend))
  const half = Math.atan2(Math.sin(top - from), Math.cos(top - from))
  return Array.from({ length: count + 1 }, (_, index) => {
    const angle = from + (2 * half * index) / count
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) }
  })
}

/** The point at a share of the length of a line of points. */
export function along(points: readonly Point[], share: number): Point {
  const steps = points.slice(1).map((point, index) => distance(points[index]!, point))
  let left = steps.reduce((sum, step) => sum + step, 0) * share
  for (const [index, step] of steps.entries()) {
    if (left <= step) return lerp(points[index]!, points[index + 1]!, step === 0 ? 0 : left / step)
    left -= step
  }
  return points[points.length - 1]!
}

/** A line of points without its first `length`, measured along it. */
export function withoutStart(points: readonly Point[], length: number): Point[] {
  let left = length
  for (let index = 1; index < points.length; index += 1) {
    const step = distance(points[index - 1]!, points[index]!)
    if (step > left) return [lerp(points[index - 1]!, points[index]!, left / step), ...points.slice(index)]
    left -= step
  }
  return [...points]
}
