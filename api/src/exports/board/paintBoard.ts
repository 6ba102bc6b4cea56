import { type Image, Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { DefaultColorThemePalette } from '@tldraw/tlschema'
import {
  type BoardScene,
  FONT_SIZES,
  linePoints,
  NOTE_SIDE,
  outlineOf,
  type PlacedShape,
  textLayout,
} from './BoardScene.ts'
import { along, type Box, boundsOf, distance, lerp, type Point } from './geometry.ts'
import { geoInnerLines } from './geoOutline.ts'
import type { Pictures } from './pictures.ts'
import { layOut, type TextBlock } from './richText.ts'
import type { PropsOf, StyleProps } from './shapes.ts'

const THEME = DefaultColorThemePalette.lightMode
const STROKES = { s: 2, m: 3.5, l: 5, xl: 10 }
const LABEL_SIZES = { s: 18, m: 22, l: 26, xl: 32 }
const ARROW_LABEL_SIZES = { s: 18, m: 20, l: 24, xl: 28 }
const LABEL_PADDING = 16
const HIGHLIGHTER = 1.12
const UNDER_TEXT = 0.82
const OVER_TEXT = 0.35
const HATCH_GAP = 8
const MAX_HATCHES = 2000

export const BOARD_COLOUR: string = THEME.background

type Brush = SKRSContext2D

/** Paints what stands on a page, `view` of it filling `into`; what lies outside is cut off. */
export function paintBoard(brush: Brush, scene: BoardScene, pictures: Pictures, view: Box, into: Box): void {
  const scale = Math.min(into.w / view.w, into.h / view.h)
  brush.save()
  brush.beginPath()
  brush.rect(into.x, into.y, into.w, into.h)
  brush.clip()
  brush.fillStyle = BOARD_COLOUR
  brush.fillRect(into.x, into.y, into.w, into.h)
  brush.translate(into.x + (into.w - view.w * scale) / 2, into.y + (into.h - view.h * scale) / 2)
  brush.scale(scale, scale)
  brush.translate(-view.x, -view.y)
  brush.lineCap = 'round'
  brush.lineJoin = 'round'
  for (const placed of scene.shapes)
    if (placed.shape.type === 'highlight') paintShape(brush, placed, scene, pictures, UNDER_TEXT)
  for (const placed of scene.shapes) {
    paintShape(brush, placed, scene, pictures, placed.shape.type === 'highlight' ? OVER_TEXT : 1)
  }
  brush.restore()
}

function paintShape(brush: Brush, placed: PlacedShape, scene: BoardScene, pictures: Pictures, strength: number): void {
  const { shape, matrix, opacity, clips, arrow } = placed
  brush.save()
  for (const clip of clips) brush.clip(pathOf(clip, true))
  brush.globalAlpha = opacity * strength
  if (shape.type === 'arrow') paintArrow(brush, shape.props, arrow ?? [])
  else {
    brush.transform(...matrix)
    paintInPlace(brush, placed, scene, pictures)
  }
  brush.restore()
}

function paintInPlace(brush: Brush, { shape }: PlacedShape, scene: BoardScene, pictures: Pictures): void {
  switch (shape.type) {
    case 'draw':
      paintStroke(brush, shape.props)
      break
    case 'highlight':
      paintHighlight(brush, shape.props)
      break
    case 'line':
      strokePath(brush, curve(linePoints(shape.props), shape.props.spline === 'cubic'), shape.props)
      break
    case 'geo':
      paintGeo(brush, shape.props, outlineOf(shape))
      break
    case 'text':
      paintText(brush, shape.props)
      break
    case 'note':
      paintNote(brush, shape.props)
      break
    case 'frame':
      paintFrame(brush, shape.props)
      break
    case 'image':
      paintPicture(brush, shape.props, pictures.get(scene.pictures.get(shape.props.assetId ?? '')))
      break
    case 'bookmark':
      paintBookmark(brush, shape.props)
      break
  }
}

function pathOf(points: readonly Point[], isClosed: boolean): Path2D {
  const path = new Path2D()
  // The first `lineTo` of a path moves.
  for (const { x, y } of points) path.lineTo(x, y)
  if (isClosed) path.closePath()
  return path
}

/** A line through points, rounded at each of them. */
function curve(points: readonly Point[], isRound: boolean): Path2D {
  if (!isRound || points.length < 3) return pathOf(points, false)
  const path = new Path2D()
  path.moveTo(points[0]!.x, points[0]!.y)
  for (let index = 0; index < points.length - 1; index += 1) {
    const [before, from] = [points[Math.max(0, index - 1)]!, points[index]!]
    const [to, after] = [points[index + 1]!, points[Math.min(points.length - 1, index + 2)]!]
    path.bezierCurveTo(
      from.x + (to.x - before.x) / 6,
      from.y + (to.y - before.y) / 6,
      to.x - (after.x - from.x) / 6,
      to.y - (after.y - from.y) / 6,
      to.x,
      to.y,
    )
  }
  return path
}

/** A stroke by hand: from middle to middle of its points. */
function strokeOf(points: readonly Point[], isClosed: boolean): Path2D {
  if (points.length < 3) return pathOf(points, isClosed)
  const path = new Path2D()
  path.moveTo(points[0]!.x, points[0]!.y)
  for (let index = 1; index < points.length - 1; index += 1) {
    const [point, middle] = [points[index]!, lerp(points[index]!, points[index + 1]!, 0.5)]
    path.quadraticCurveTo(point.x, point.y, middle.x, middle.y)
  }
  const last = points[points.length - 1]!
  path.lineTo(last.x, last.y)
  if (isClosed) path.closePath()
  return path
}

function strokePath(
  brush: Brush,
  path: Path2D,
  { color, dash, size, scale }: Pick<StyleProps, 'color' | 'dash' | 'size' | 'scale'>,
): void {
  const width = STROKES[size] * scale
  brush.strokeStyle = THEME[color].solid
  brush.lineWidth = width
  if (dash === 'dashed') brush.setLineDash([width * 2, width * 2])
  if (dash === 'dotted') brush.setLineDash([0.01, width * 2])
  brush.stroke(path)
  brush.setLineDash([])
}

function fillPath(
  brush: Brush,
  path: Path2D,
  { fill, color }: Pick<StyleProps, 'fill' | 'color'>,
  outline: readonly Point[],
): void {
  if (fill === 'none') return
  brush.fillStyle = fill === 'semi' ? THEME.solid : fill === 'fill' ? THEME[color].fill : THEME[color].semi
  brush.fill(path)
  if (fill === 'pattern') hatch(brush, path, outline, THEME[color].pattern)
}

function hatch(brush: Brush, path: Path2D, outline: readonly Point[], colour: string): void {
  const box = boundsOf(outline)
  if (!box) return
  const gap = Math.max(HATCH_GAP, (box.w + box.h) / MAX_HATCHES)
  brush.save()
  brush.clip(path)
  brush.strokeStyle = colour
  brush.lineWidth = 2
  brush.beginPath()
  for (let across = 0; across < box.w + box.h; across += gap) {
    brush.moveTo(box.x + across, box.y)
    brush.lineTo(box.x + across - box.h, box.y + box.h)
  }
  brush.stroke()
  brush.restore()
}

function paintDot(brush: Brush, { x, y }: Point, radius: number, colour: string): void {
  brush.fillStyle = colour
  brush.beginPath()
  brush.arc(x, y, radius, 0, 2 * Math.PI)
  brush.fill()
}

function isDot(points: readonly Point[]): boolean {
  const first = points[0]!
  return points.every((point) => distance(point, first) < 1)
}

function paintStroke(brush: Brush, props: PropsOf<'draw'>): void {
  const points = props.segments.flatMap((segment) => segment.points)
  // A pen drawn by hand is a little wider than the line of a figure.
  const width = (STROKES[props.size] + 1) * props.scale
  if (isDot(points)) {
    paintDot(brush, points[0]!, width, THEME[props.color].solid)
    return
  }
  const path = strokeOf(points, props.isClosed)
  if (props.isClosed) fillPath(brush, path, props, points)
  strokePath(brush, path, { ...props, scale: width / STROKES[props.size] })
}

function paintHighlight(brush: Brush, { segments, color, size, scale }: PropsOf<'highlight'>): void {
  const points = segments.flatMap((segment) => segment.points)
  const width = FONT_SIZES[size] * HIGHLIGHTER * scale
  if (isDot(points)) {
    paintDot(brush, points[0]!, width / 2, THEME[color].highlight.srgb)
    return
  }
  brush.strokeStyle = THEME[color].highlight.srgb
  brush.lineWidth = width
  brush.stroke(strokeOf(points, false))
}

function paintGeo(brush: Brush, props: PropsOf<'geo'>, outline: Point[]): void {
  const path = pathOf(outline, true)
  fillPath(brush, path, props, outline)
  strokePath(brush, path, props)
  const height = props.h + props.growY
  for (const line of geoInnerLines(props.geo, props.w, height)) strokePath(brush, pathOf(line, false), props)
  paintLabel(brush, props, {
    w: props.w,
    h: height,
    size: LABEL_SIZES[props.size],
    colour: THEME[props.labelColor].solid,
  })
}

interface LabelBox {
  w: number
  h: number
  size: number
  colour: string
}

function paintLabel(
  brush: Brush,
  props: StyleProps & { richText?: unknown; text?: string | undefined },
  { w, h, size, colour }: LabelBox,
): void {
  const { scale, font, verticalAlign } = props
  const room = w / scale - LABEL_PADDING * 2
  const block = layOut(props, { font, size, maxWidth: room })
  if (!block) return
  const free = h / scale - LABEL_PADDING * 2 - block.height
  const top = LABEL_PADDING + (verticalAlign === 'start' ? 0 : verticalAlign === 'end' ? free : free / 2)
  brush.save()
  brush.scale(scale, scale)
  brush.translate(LABEL_PADDING, top)
  paintLines(brush, block, { width: room, align: props.align, colour })
  brush.restore()
}

function paintLines(
  brush: Brush,
  block: TextBlock,
  { width, align, colour }: { width: number; align: string; colour: string },
): void {
  const share = align.startsWith('start') ? 0 : align.startsWith('end') ? 1 : 0.5
  brush.fillStyle = colour
  block.lines.forEach((line, index) => {
    let x = line.indent + (width - line.indent - line.width) * share
    const y = index * block.lineHeight + block.ascent
    for (const run of line.runs) {
      brush.font = run.font
      brush.fillText(run.text, x, y)
      if (run.strike) brush.fillRect(x, y - block.ascent * 0.28, run.width, 1.5)
      x += run.width
    }
  })
}

function paintText(brush: Brush, props: PropsOf<'text'>): void {
  const block = textLayout(props)
  if (!block) return
  const width = props.autoSize ? block.width : props.w / props.scale
  brush.scale(props.scale, props.scale)
  paintLines(brush, block, { width, align: props.textAlign, colour: THEME[props.color].solid })
}

function paintNote(brush: Brush, props: PropsOf<'note'>): void {
  const { color, labelColor, scale, growY } = props
  const [w, h] = [NOTE_SIDE * scale, (NOTE_SIDE + growY) * scale]
  brush.fillStyle = 'rgba(0, 0, 0, 0.1)'
  brush.fillRect(5 * scale, 5 * scale, w - 10 * scale, h)
  brush.fillStyle = THEME[color].note.fill
  brush.fillRect(0, 0, w, h)
  const colour = labelColor === 'black' ? THEME[color].note.text : THEME[labelColor].fill
  paintLabel(brush, props, { w, h, size: props.fontSizeAdjustment || LABEL_SIZES[props.size], colour })
}

function paintFrame(brush: Brush, { w, h, name, color }: PropsOf<'frame'>): void {
  brush.fillStyle = THEME[color].frame.fill
  brush.fillRect(0, 0, w, h)
  brush.strokeStyle = THEME[color].frame.stroke
  brush.lineWidth = 1
  brush.strokeRect(0, 0, w, h)
  paintCaption(brush, name || 'Frame', { x: 0, y: -8, width: w, colour: THEME.text })
}

function paintCaption(
  brush: Brush,
  text: string,
  { x, y, width, colour }: Point & { width: number; colour: string },
): void {
  brush.font = '12px "board-sans-0", sans-serif'
  brush.fillStyle = colour
  brush.fillText(text, x, y, Math.max(1, width))
}

function paintPicture(brush: Brush, props: PropsOf<'image'>, picture: Image | null): void {
  const { w, h, flipX, flipY, crop } = props
  if (!picture) {
    paintPlaceholder(brush, w, h)
    return
  }
  const [left, top] = [crop?.topLeft.x ?? 0, crop?.topLeft.y ?? 0]
  const [right, bottom] = [crop?.bottomRight.x ?? 1, crop?.bottomRight.y ?? 1]
  brush.translate(flipX ? w : 0, flipY ? h : 0)
  brush.scale(flipX ? -1 : 1, flipY ? -1 : 1)
  if (crop?.isCircle) {
    brush.beginPath()
    brush.ellipse(w / 2, h / 2, w / 2, h / 2, 0, 0, 2 * Math.PI)
    brush.clip()
  }
  const { width, height } = picture
  brush.drawImage(picture, left * width, top * height, (right - left) * width, (bottom - top) * height, 0, 0, w, h)
}

function paintPlaceholder(brush: Brush, w: number, h: number): void {
  brush.fillStyle = THEME.grey.semi
  brush.fillRect(0, 0, w, h)
  brush.strokeStyle = THEME.grey.solid
  brush.lineWidth = 1
  brush.strokeRect(0, 0, w, h)
}

function paintBookmark(brush: Brush, { w, h, url }: PropsOf<'bookmark'>): void {
  paintPlaceholder(brush, w, h)
  paintCaption(brush, url, { x: 8, y: h - 8, width: w - 16, colour: THEME.text })
}

function paintArrow(brush: Brush, props: PropsOf<'arrow'>, line: readonly Point[]): void {
  if (line.length < 2) return
  const block = layOut(props, { font: props.font, size: ARROW_LABEL_SIZES[props.size], maxWidth: 400 })
  const centre = along(line, props.labelPosition)
  brush.save()
  if (block) brush.clip(outside(line, centre, block, props.scale), 'evenodd')
  strokePath(brush, pathOf(line, false), props)
  brush.restore()
  paintArrowhead(brush, props.arrowheadEnd, [...line].reverse(), props)
  paintArrowhead(brush, props.arrowheadStart, line, props)
  if (block) paintArrowLabel(brush, block, centre, props)
}

/** All but the place of an arrow's label. */
function outside(line: readonly Point[], centre: Point, block: TextBlock, scale: number): Path2D {
  const room = boundsOf(line)!
  const [w, h] = [(block.width + 8) * scale, (block.height + 4) * scale]
  const path = new Path2D()
  path.rect(room.x - 1000, room.y - 1000, room.w + 2000, room.h + 2000)
  path.rect(centre.x - w / 2, centre.y - h / 2, w, h)
  return path
}

/** At the first point of the line. */
function paintArrowhead(
  brush: Brush,
  kind: PropsOf<'arrow'>['arrowheadEnd'],
  line: readonly Point[],
  props: PropsOf<'arrow'>,
): void {
  if (kind === 'none') return
  const width = STROKES[props.size] * props.scale
  const length = line.slice(1).reduce((sum, point, index) => sum + distance(line[index]!, point), 0)
  const reach = Math.min(Math.max(length / 5, width), width * 3)
  const tip = line[0]!
  const back = along(line, length === 0 ? 0 : Math.min(1, reach / length))
  const side = (from: Point, angle: number): Point => {
    const [dx, dy] = [from.x - tip.x, from.y - tip.y]
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return { x: tip.x + dx * cos - dy * sin, y: tip.y + dx * sin + dy * cos }
  }
  const [left, right] = [side(back, Math.PI / 6), side(back, -Math.PI / 6)]
  const style = { ...props, dash: 'solid' as const }
  if (kind === 'arrow') strokePath(brush, pathOf([left, tip, right], false), style)
  else if (kind === 'bar' || kind === 'pipe') {
    strokePath(brush, pathOf([side(back, Math.PI / 2), side(back, -Math.PI / 2)], false), style)
  } else if (kind === 'dot' || kind === 'circle') {
    paintDot(brush, lerp(tip, back, 0.45), reach * 0.45, THEME[props.color].solid)
  } else {
    const path = pathOf(headOutline(kind, { tip, back, left, right }), true)
    brush.fillStyle = THEME[props.color].solid
    brush.fill(path)
    strokePath(brush, path, style)
  }
}

interface Head {
  tip: Point
  back: Point
  left: Point
  right: Point
}

function headOutline(kind: 'triangle' | 'inverted' | 'square' | 'diamond', { tip, back, left, right }: Head): Point[] {
  if (kind === 'triangle') return [left, right, tip]
  const [dx, dy] = [(back.x - tip.x) / 2, (back.y - tip.y) / 2]
  const [tipLeft, tipRight] = [
    { x: tip.x - dy, y: tip.y + dx },
    { x: tip.x + dy, y: tip.y - dx },
  ]
  if (kind === 'inverted') return [tipLeft, back, tipRight]
  const [backLeft, backRight] = [
    { x: back.x - dy, y: back.y + dx },
    { x: back.x + dy, y: back.y - dx },
  ]
  if (kind === 'square') return [tipLeft, backLeft, backRight, tipRight]
  const middle = lerp(tip, back, 0.5)
  return [tip, { x: middle.x - dy, y: middle.y + dx }, back, { x: middle.x + dy, y: middle.y - dx }]
}

function paintArrowLabel(brush: Brush, block: TextBlock, centre: Point, { scale, labelColor }: StyleProps): void {
  brush.translate(centre.x, centre.y)
  brush.scale(scale, scale)
  brush.translate(-block.width / 2, -block.height / 2)
  paintLines(brush, block, { width: block.width, align: 'middle', colour: THEME[labelColor].solid })
}
