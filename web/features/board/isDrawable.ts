import type { TLRecord } from 'tldraw'
import { isKnownRichText } from './isKnownRichText.ts'

/** Beyond this, geometry overflows; an honest board never gets near it. */
const FARTHEST = 1e7
/** Largest data URL of a picture, in characters: the log is no file store. */
export const MAX_PICTURE_CHARS = 280_000
const PICTURE = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/

/**
 * Whether a record that fits the schema can also be drawn without harm: tldraw takes some values that its geometry cannot, and
 * would load pictures from anywhere.
 */
export function isDrawable(record: TLRecord): boolean {
  if (record.typeName === 'asset') return isOwnAsset(record.props as Record<string, unknown>, record.type)
  if (record.typeName === 'binding') return isBounded(record.props)
  if (record.typeName !== 'shape') return false
  if (!isBounded(record)) return false
  const props = record.props as Record<string, unknown>
  if ('richText' in props && !isKnownRichText(props.richText)) return false
  if ('segments' in props) return hasPoints(props.segments as { points: unknown[] }[])
  if (record.type === 'line') return Object.keys(props.points as object).length >= 2
  // An embedded page would load from anywhere; pages forbid frames anyway.
  return record.type !== 'embed'
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
  return segments.length > 0 && segments.every(({ points }) => points.length > 0)
}

/** All numbers in it are within what geometry can take. */
function isBounded(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= FARTHEST
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isBounded)
}
