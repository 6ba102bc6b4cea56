import type { TLRecord, TLShape } from '@tldraw/tldraw'
import { isKnownRichText } from './isKnownRichText.ts'

/** Coordinates beyond this overflow in geometry; an honest board never gets near it. */
const FARTHEST = 1e6
/** Points of one stroke; tldraw itself begins a new one after 600. */
const MAX_POINTS = 4000
/** Letters in one shape: laying out more takes seconds. */
const MAX_LETTERS = 20_000
/** Largest data URL of a picture, in characters: the log is no file store. */
export const MAX_PICTURE_CHARS = 280_000
const PICTURE = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/

/** What geometry takes of some props. Outside of these, one shape can hold up the browser for half a minute. */
const RANGES: Record<string, [min: number, max: number]> = {
  w: [0.1, 1e5],
  h: [0.1, 1e5],
  scale: [0.01, 100],
  growY: [0, 1e5],
  bend: [-20_000, 20_000],
  labelPosition: [0, 1],
  elbowMidPoint: [0, 1],
}
/** A cloud has a bump per so many pixels and per its shorter side. */
const MAX_CLOUD_SIDE = 20_000
const MAX_CLOUD_RATIO = 100

/**
 * Whether a record that fits the schema can also be drawn without harm: tldraw's schema takes some values that its geometry cannot,
 * and it would load pictures from anywhere.
 */
export function isDrawable(record: TLRecord): boolean {
  if (record.typeName === 'asset') return isOwnAsset(record.props as Record<string, unknown>, record.type)
  if (record.typeName === 'binding') return isBounded(record.props)
  return record.typeName === 'shape' && isDrawableShape(record)
}

function isDrawableShape({ type, x, y, rotation, props: all }: TLShape): boolean {
  const props = all as Record<string, unknown>
  if (!isBounded([x, y, rotation]) || !isBounded(props) || lettersIn(props) > MAX_LETTERS) return false
  if (!Object.entries(RANGES).every(([name, range]) => isWithin(props[name], range))) return false
  if ('richText' in props && !isKnownRichText(props.richText)) return false
  if ('segments' in props) return hasPoints(props.segments as { points: unknown[] }[])
  if (type === 'line') return isLine(Object.entries(props.points as Record<string, { id: string; index: string }>))
  if (props.geo === 'cloud') return isCloud(props.w as number, props.h as number)
  // An embedded page would load from anywhere, and a film is no film without its file.
  return type !== 'embed' && type !== 'video'
}

function isOwnAsset(props: Record<string, unknown>, type: string): boolean {
  if (type === 'image') return props.src === null || isOwnPicture(props.src)
  if (type === 'bookmark') return [props.image, props.favicon].every((src) => src === '' || isOwnPicture(src))
  return false
}

function isOwnPicture(src: unknown): boolean {
  return typeof src === 'string' && src.length <= MAX_PICTURE_CHARS && PICTURE.test(src)
}

function hasPoints(segments: { points: unknown[] }[]): boolean {
  const count = segments.reduce((sum, { points }) => sum + points.length, 0)
  return segments.length > 0 && count <= MAX_POINTS && segments.every(({ points }) => points.length > 0)
}

/** Handles of a line are found by their ids and put in order by their indexes: both must be their own. */
function isLine(points: [key: string, point: { id: string; index: string }][]): boolean {
  const indexes = new Set(points.map(([, { index }]) => index))
  const count = points.length
  return count >= 2 && count <= MAX_POINTS && indexes.size === count && points.every(([key, { id }]) => key === id)
}

function isCloud(w: number, h: number): boolean {
  const [short, long] = [Math.min(w, h), Math.max(w, h)]
  return long <= MAX_CLOUD_SIDE && long / short <= MAX_CLOUD_RATIO
}

function isWithin(value: unknown, [min, max]: [number, number]): boolean {
  return typeof value !== 'number' || (value >= min && value <= max)
}

/** All numbers in it are within what geometry can take. */
function isBounded(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= FARTHEST
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isBounded)
}

function lettersIn(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, inner) => sum + lettersIn(inner), 0)
}
