import { defaultColorNames } from '@tldraw/tlschema'
import { z } from 'zod'

/** Coordinates beyond this overflow in geometry; an honest board never gets near it. */
const FARTHEST = 1e6
const MAX_POINTS = 4000

const Coordinate = z.number().min(-FARTHEST).max(FARTHEST)
const Side = z.number().min(0).max(1e5)
const Spot = z.object({ x: Coordinate, y: Coordinate })

const styles = {
  color: z.enum(defaultColorNames).catch('black'),
  labelColor: z.enum(defaultColorNames).catch('black'),
  size: z.enum(['s', 'm', 'l', 'xl']).catch('m'),
  dash: z.enum(['draw', 'solid', 'dashed', 'dotted']).catch('draw'),
  fill: z.enum(['none', 'semi', 'solid', 'pattern', 'fill']).catch('none'),
  font: z.enum(['draw', 'sans', 'serif', 'mono']).catch('draw'),
  align: z.enum(['start', 'middle', 'end', 'start-legacy', 'middle-legacy', 'end-legacy']).catch('middle'),
  verticalAlign: z.enum(['start', 'middle', 'end']).catch('middle'),
  scale: z.number().min(0.01).max(100).catch(1),
}
const label = { richText: z.unknown().optional(), text: z.string().optional() }
const segments = z
  .array(z.object({ points: z.array(Spot).min(1).max(MAX_POINTS) }))
  .min(1)
  .max(MAX_POINTS)
const ARROWHEADS = [
  'none',
  'arrow',
  'triangle',
  'inverted',
  'square',
  'circle',
  'pipe',
  'diamond',
  'bar',
  'dot',
] as const
const Arrowhead = z.enum(ARROWHEADS).catch('arrow')

const PROPS = {
  draw: z.object({ ...styles, segments, isClosed: z.boolean().catch(false) }),
  highlight: z.object({ ...styles, segments }),
  geo: z.object({ ...styles, ...label, geo: z.string(), w: Side, h: Side, growY: Side.catch(0) }),
  text: z.object({
    ...styles,
    ...label,
    w: Side,
    autoSize: z.boolean().catch(true),
    textAlign: z.enum(['start', 'middle', 'end']).catch('start'),
  }),
  note: z.object({
    ...styles,
    ...label,
    growY: Side.catch(0),
    fontSizeAdjustment: z.number().min(0).max(200).catch(0),
  }),
  arrow: z.object({
    ...styles,
    ...label,
    kind: z.enum(['arc', 'elbow']).catch('arc'),
    start: Spot,
    end: Spot,
    bend: z.number().min(-20_000).max(20_000).catch(0),
    arrowheadStart: Arrowhead.catch('none'),
    arrowheadEnd: Arrowhead,
    labelPosition: z.number().min(0).max(1).catch(0.5),
    elbowMidPoint: z.number().min(0).max(1).catch(0.5),
  }),
  line: z.object({
    ...styles,
    spline: z.enum(['line', 'cubic']).catch('line'),
    points: z.record(z.string(), Spot.extend({ index: z.string() })),
  }),
  frame: z.object({ ...styles, w: Side, h: Side, name: z.string().catch('') }),
  group: z.object({}),
  image: z.object({
    w: Side,
    h: Side,
    assetId: z.string().nullable().catch(null),
    flipX: z.boolean().catch(false),
    flipY: z.boolean().catch(false),
    crop: z.object({ topLeft: Spot, bottomRight: Spot, isCircle: z.boolean().optional() }).nullable().catch(null),
  }),
  bookmark: z.object({ w: Side, h: Side, url: z.string().catch(''), assetId: z.string().nullable().catch(null) }),
}

type Kind = keyof typeof PROPS
const isKind = (type: unknown): type is Kind => typeof type === 'string' && Object.hasOwn(PROPS, type)

const Frame = z.object({
  id: z.string(),
  parentId: z.string(),
  index: z.string(),
  x: Coordinate,
  y: Coordinate,
  rotation: Coordinate.catch(0),
  opacity: z.number().min(0).max(1).catch(1),
})

export type PropsOf<K extends Kind> = z.infer<(typeof PROPS)[K]>
export type Shape = z.infer<typeof Frame> & { [K in Kind]: { type: K; props: PropsOf<K> } }[Kind]
export type StyleProps = { [K in keyof typeof styles]: z.infer<(typeof styles)[K]> }

const read = new WeakMap<object, Shape | null>()

/**
 * A shape as it can be drawn, from a record that anybody at the board may have written; null for what is none, or would not draw.
 * Remembered per record.
 */
export function readShape(record: unknown): Shape | null {
  if (typeof record !== 'object' || record === null) return null
  const known = read.get(record)
  if (known !== undefined) return known
  const shape = parseShape(record as Record<string, unknown>)
  read.set(record, shape)
  return shape
}

function parseShape(record: Record<string, unknown>): Shape | null {
  const { type } = record
  if (record.typeName !== 'shape' || !isKind(type)) return null
  const frame = Frame.safeParse(record)
  const props = PROPS[type].safeParse(record.props)
  return frame.success && props.success ? ({ ...frame.data, type, props: props.data } as Shape) : null
}

const Binding = z.object({
  typeName: z.literal('binding'),
  type: z.literal('arrow'),
  fromId: z.string(),
  toId: z.string(),
  props: z.object({
    terminal: z.enum(['start', 'end']),
    normalizedAnchor: Spot,
    isExact: z.boolean().catch(false),
    isPrecise: z.boolean().catch(false),
  }),
})
export type ArrowBinding = z.infer<typeof Binding>

/** What holds one end of an arrow at a shape; null for other records. */
export function readBinding(record: unknown): ArrowBinding | null {
  const result = Binding.safeParse(record)
  return result.success ? result.data : null
}

const PictureAsset = z.object({
  typeName: z.literal('asset'),
  id: z.string(),
  type: z.literal('image'),
  props: z.object({ src: z.string() }),
})

/** Data URL of a picture on the board; null for other records. */
export function readPicture(record: unknown): { id: string; src: string } | null {
  const result = PictureAsset.safeParse(record)
  return result.success ? { id: result.data.id, src: result.data.props.src } : null
}
