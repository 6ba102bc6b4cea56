import {
  apply,
  arcThrough,
  type Box,
  boundsOf,
  IDENTITY,
  isInside,
  type Matrix,
  type Point,
  placed,
  rectangle,
  union,
  withoutStart,
} from './geometry.ts'
import { geoOutline } from './geoOutline.ts'
import { layOut } from './richText.ts'
import { type ArrowBinding, type PropsOf, readBinding, readPicture, readShape, type Shape } from './shapes.ts'

export const NOTE_SIDE = 200
export const FONT_SIZES = { s: 18, m: 24, l: 36, xl: 44 }
const MAX_DEPTH = 30
/** What arrows keep off the figure that they point at. */
const ARROW_GAP = 6

/** A shape where it stands on the page. */
export interface PlacedShape {
  shape: Shape
  /** From the shape's own coordinates to the page's. */
  matrix: Matrix
  opacity: number
  /** Outlines of the frames that it is cut off at, on the page. */
  clips: Point[][]
  /** Of arrows: the line on the page, from start to end. */
  arrow?: Point[]
}

interface Level {
  matrix: Matrix
  opacity: number
  clips: Point[][]
  depth: number
}

type TextProps = PropsOf<'text'>

/** A text's layout; where it is as wide as its letters, nothing is broken. */
export const textLayout = ({ richText, text, font, size, autoSize, w, scale }: TextProps) =>
  layOut({ richText, text }, { font, size: FONT_SIZES[size], maxWidth: autoSize ? Infinity : w / scale })

/** Outline of a shape in its own coordinates. Arrows have none: theirs depends on others. */
export function outlineOf(shape: Shape): Point[] {
  switch (shape.type) {
    case 'draw':
    case 'highlight':
      return shape.props.segments.flatMap(({ points }) => points)
    case 'line':
      return linePoints(shape.props)
    case 'geo':
      return geoOutline(shape.props.geo, shape.props.w, shape.props.h + shape.props.growY)
    case 'note':
      return rectangle(NOTE_SIDE * shape.props.scale, (NOTE_SIDE + shape.props.growY) * shape.props.scale)
    case 'text': {
      const block = textLayout(shape.props)
      const width = shape.props.autoSize ? (block?.width ?? 0) * shape.props.scale : shape.props.w
      return rectangle(width, (block?.height ?? 0) * shape.props.scale)
    }
    case 'group':
    case 'arrow':
      return []
    default:
      return rectangle(shape.props.w, shape.props.h)
  }
}

/** Points of a line in their order. */
export const linePoints = ({ points }: PropsOf<'line'>): Point[] =>
  Object.values(points).sort((a, b) => (a.index < b.index ? -1 : 1))

/** What stands on one page of a board at one moment, from its records as anybody may have written them. */
export class BoardScene {
  /** In the order in which they are painted. */
  readonly shapes: PlacedShape[] = []
  /** Picture on the board → its data URL. */
  readonly pictures = new Map<string, string>()
  readonly #children = new Map<string, Shape[]>()
  readonly #bindings: ArrowBinding[] = []
  readonly #byId = new Map<string, PlacedShape>()

  constructor(records: Record<string, unknown>) {
    for (const record of Object.values(records)) this.#take(record)
    for (const siblings of this.#children.values()) siblings.sort((a, b) => (a.index < b.index ? -1 : 1))
    for (const [parent] of this.#children) {
      if (parent.startsWith('page:')) this.#place(parent, { matrix: IDENTITY, opacity: 1, clips: [], depth: 0 })
    }
    for (const placedShape of this.shapes) {
      if (placedShape.shape.type === 'arrow') placedShape.arrow = this.#arrowLine(placedShape, placedShape.shape.props)
    }
  }

  /** Around all that is on the page; undefined where nothing is. */
  get bounds(): Box | undefined {
    return this.shapes.reduce<Box | undefined>((box, each) => {
      const own = boundsOf(each.arrow ?? outlineOf(each.shape).map((point) => apply(each.matrix, point)))
      return own ? union(own, box) : box
    }, undefined)
  }

  #take(record: unknown): void {
    const shape = readShape(record)
    if (shape) {
      this.#children.set(shape.parentId, [...(this.#children.get(shape.parentId) ?? []), shape])
      return
    }
    const binding = readBinding(record)
    if (binding) this.#bindings.push(binding)
    const picture = readPicture(record)
    if (picture) this.pictures.set(picture.id, picture.src)
  }

  #place(parent: string, level: Level): void {
    const siblings = this.#children.get(parent)
    if (!siblings || level.depth > MAX_DEPTH) return
    for (const shape of siblings) {
      const matrix = placed(level.matrix, shape.x, shape.y, shape.rotation)
      const opacity = level.opacity * shape.opacity
      const placedShape: PlacedShape = { shape, matrix, opacity, clips: level.clips }
      this.shapes.push(placedShape)
      this.#byId.set(shape.id, placedShape)
      const outline = shape.type === 'frame' ? outlineOf(shape).map((point) => apply(matrix, point)) : undefined
      const clips = outline ? [...level.clips, outline] : level.clips
      this.#place(shape.id, { matrix, opacity, clips, depth: level.depth + 1 })
    }
  }

  #arrowLine({ shape, matrix }: PlacedShape, props: PropsOf<'arrow'>): Point[] {
    const bound = (terminal: 'start' | 'end') =>
      this.#bindings.find(({ fromId, props: own }) => fromId === shape.id && own.terminal === terminal)
    const [startBinding, endBinding] = [bound('start'), bound('end')]
    const start = this.#held(startBinding) ?? apply(matrix, props.start)
    const end = this.#held(endBinding) ?? apply(matrix, props.end)
    const line = props.kind === 'elbow' ? elbow(start, end, props.elbowMidPoint) : arcThrough(start, end, -props.bend)
    return this.#cutOff(this.#cutOff(line, startBinding).reverse(), endBinding).reverse()
  }

  /** Where on the page a binding holds the end of an arrow. */
  #held(binding: ArrowBinding | undefined): Point | undefined {
    const target = binding && this.#byId.get(binding.toId)
    const box = target && boundsOf(outlineOf(target.shape))
    if (!box) return undefined
    const { normalizedAnchor, isPrecise, isExact } = binding.props
    const anchor = isPrecise || isExact ? normalizedAnchor : { x: 0.5, y: 0.5 }
    return apply(target.matrix, { x: box.x + box.w * anchor.x, y: box.y + box.h * anchor.y })
  }

  /** The line from where it leaves the figure that its first point is held at. */
  #cutOff(line: Point[], binding: ArrowBinding | undefined): Point[] {
    const target = binding && this.#byId.get(binding.toId)
    if (!target || binding.props.isExact) return line
    const outline = outlineOf(target.shape).map((point) => apply(target.matrix, point))
    const firstOutside = line.findIndex((point) => !isInside(outline, point))
    if (firstOutside < 1) return line
    return withoutStart(
      [border(outline, line[firstOutside - 1]!, line[firstOutside]!), ...line.slice(firstOutside)],
      ARROW_GAP,
    )
  }
}

/** Where the way from a point inside to one outside leaves the outline. */
function border(outline: Point[], inside: Point, outside: Point): Point {
  let [near, far] = [inside, outside]
  for (let step = 0; step < 16; step += 1) {
    const middle = { x: (near.x + far.x) / 2, y: (near.y + far.y) / 2 }
    if (isInside(outline, middle)) near = middle
    else far = middle
  }
  return far
}

function elbow(start: Point, end: Point, share: number): Point[] {
  const isWide = Math.abs(end.x - start.x) >= Math.abs(end.y - start.y)
  const x = start.x + (end.x - start.x) * share
  const y = start.y + (end.y - start.y) * share
  return isWide ? [start, { x, y: start.y }, { x, y: end.y }, end] : [start, { x: start.x, y }, { x: end.x, y }, end]
}
