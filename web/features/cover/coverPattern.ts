import { hash } from '../../lib/hueOf'

export const COVER_HEIGHT = 180
/** Width of the cover on a card. A banner is wider, and begins with the picture of the card. */
export const CARD_WIDTH = 480
export const BANNER_WIDTH = 1200

export type CoverPattern = {
  /** Hue angle of the ground, in degrees. */
  hue: number
  /** SVG path data of lines. */
  lines: string
  /** SVG path data of filled shapes. */
  shapes: string
}

type Random = () => number
type Drawing = { lines: string; shapes: string }
type Draw = (random: Random, width: number) => Drawing

const KINDS: Draw[] = [arcs, waves, lattice, leaves, steps, orbits]

/** Grounds that stay apart from the teal of what can be pressed and from each other. */
const GROUNDS = [28, 55, 85, 125, 160, 230, 260, 290, 330, 355]

/** A cover for a course, always the same for the same id, `width` units wide and COVER_HEIGHT high. */
export function coverPattern(id: string, width: number): CoverPattern {
  const random = randomFrom(hash(id))
  const hue = pick(GROUNDS, random)
  return { hue, ...pick(KINDS, random)(random, width) }
}

function arcs(random: Random, width: number): Drawing {
  const size = pick([45, 60, 90], random)
  const lines: string[] = []
  const shapes: string[] = []
  for (const [x, y] of cells(size, width)) {
    const turn = Math.floor(random() * 4)
    for (const share of [1, 0.66, 0.33]) lines.push(quarter(x, y, size, share * size, turn))
    if (random() < 0.12) shapes.push(`${quarter(x, y, size, size, turn)}L${corner(x, y, size, turn).join(' ')}Z`)
  }
  return { lines: lines.join(''), shapes: shapes.join('') }
}

function quarter(x: number, y: number, size: number, radius: number, turn: number): string {
  const [cx, cy] = corner(x, y, size, turn)
  const horizontal = cx === x ? radius : -radius
  const vertical = cy === y ? radius : -radius
  const sweep = horizontal > 0 === vertical > 0 ? 1 : 0
  return `M${cx + horizontal} ${cy}A${radius} ${radius} 0 0 ${sweep} ${cx} ${cy + vertical}`
}

function corner(x: number, y: number, size: number, turn: number): [number, number] {
  return [turn % 2 === 0 ? x : x + size, turn < 2 ? y : y + size]
}

function waves(random: Random, width: number): Drawing {
  const length = pick([80, 96, 120, 160], random)
  const height = 8 + random() * 14
  const gap = pick([15, 18, 22.5], random)
  const lines: string[] = []
  for (let y = -gap; y <= COVER_HEIGHT + gap; y += gap) {
    lines.push(`M${-length} ${round(y)}q${length / 4} ${round(-height)} ${length / 2} 0`)
    for (let x = -length / 2; x < width + length; x += length / 2) lines.push(`t${length / 2} 0`)
  }
  const sun = 34 + random() * 30
  return { lines: lines.join(''), shapes: circle(60 + random() * 360, 40 + random() * 100, sun) }
}

function lattice(random: Random, width: number): Drawing {
  const size = pick([30, 36, 45], random)
  const lines: string[] = []
  const shapes: string[] = []
  for (const [x, y] of cells(size, width)) {
    const rising = random() < 0.5
    lines.push(rising ? `M${x} ${y + size}L${x + size} ${y}` : `M${x} ${y}L${x + size} ${y + size}`)
    if (random() < 0.1) shapes.push(`M${x} ${y}h${size}${rising ? '' : `v${size}`}L${x} ${y + (rising ? size : 0)}Z`)
  }
  return { lines: lines.join(''), shapes: shapes.join('') }
}

function leaves(random: Random, width: number): Drawing {
  const size = pick([45, 60], random)
  const lines: string[] = []
  const shapes: string[] = []
  for (const [x, y] of cells(size, width)) {
    const rising = random() < 0.5
    const [x1, y1, x2, y2] = rising ? [x, y + size, x + size, y] : [x, y, x + size, y + size]
    const leaf = `M${x1} ${y1}A${size} ${size} 0 0 1 ${x2} ${y2}A${size} ${size} 0 0 1 ${x1} ${y1}`
    lines.push(`${leaf}M${x1} ${y1}L${x2} ${y2}`)
    if (random() < 0.18) shapes.push(`${leaf}Z`)
  }
  return { lines: lines.join(''), shapes: shapes.join('') }
}

function steps(random: Random, width: number): Drawing {
  const step = pick([20, 24, 30], random)
  const lines: string[] = []
  const shapes: string[] = []
  const swing = 0.012 + random() * 0.012
  const phase = random() * 6
  for (let x = 0; x < width; x += step) {
    const height = 100 + 42 * Math.sin(x * swing + phase) + (random() - 0.5) * 36
    const top = round(COVER_HEIGHT - height)
    lines.push(`M${x} ${COVER_HEIGHT}V${top}h${step}V${COVER_HEIGHT}`)
    if (random() < 0.3) shapes.push(`M${x} ${COVER_HEIGHT}V${top}h${step}V${COVER_HEIGHT}Z`)
  }
  return { lines: lines.join(''), shapes: shapes.join('') }
}

function orbits(random: Random, width: number): Drawing {
  const x = 80 + random() * 320
  const y = 40 + random() * 100
  const gap = 16 + random() * 8
  const lines: string[] = []
  const shapes = [circle(x, y, gap * 0.6)]
  for (let radius = gap; radius < width; radius += gap) {
    lines.push(circle(x, y, radius))
    const angle = random() * Math.PI * 2
    const size = 3 + random() * 4
    if (random() < 0.6) shapes.push(circle(x + radius * Math.cos(angle), y + radius * Math.sin(angle), size))
  }
  return { lines: lines.join(''), shapes: shapes.join('') }
}

function circle(x: number, y: number, radius: number): string {
  const r = round(radius)
  return `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${round(2 * radius)} 0a${r} ${r} 0 1 0 ${round(-2 * radius)} 0`
}

/** Column by column, so that a wider picture only goes on to the right. */
function cells(size: number, width: number): [number, number][] {
  const all: [number, number][] = []
  for (let x = 0; x < width; x += size) for (let y = 0; y < COVER_HEIGHT; y += size) all.push([x, y])
  return all
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)]!
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** mulberry32 */
function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
