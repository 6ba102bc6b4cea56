import type { LayoutName } from '@lectern/protocol'

/** Pixels from the top left corner of the area. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** `wide`: stage and a column of tiles. `phone`: stage on top, a row of tiles. `landscape`: a phone on its side, all for the stage. */
export type Shape = 'wide' | 'phone' | 'landscape'

export interface Area {
  width: number
  height: number
  shape: Shape
  /** Height that the column of tiles leaves free at its bottom, for the queue of staff. */
  columnFoot?: number
}

export interface Arrangement {
  /** Board, screen or large person; null where the layout has no stage. */
  stage: Rect | null
  /** One per tile that is shown, in order. */
  tiles: Rect[]
  /** Where the number of the others stands; null when all are shown. */
  others: Rect | null
  /** The column of tiles beside the stage, where there is one. */
  column: Rect | null
}

type Cells = Pick<Arrangement, 'tiles' | 'others'>

const NOTHING: Arrangement = { stage: null, tiles: [], others: null, column: null }

const GAP = 8
const RATIO = 16 / 9
const PHONE_TILE = { width: 84, height: 64 }
const GRID_MIN_WIDTH = 168
const PHONE_GRID_MIN_WIDTH = 140
const TWO_COLUMNS_FROM = 1400
/** Share of a wide area that goes to the people when a screen is shared in the grid. */
const GRID_BESIDE_SCREEN = 0.36

/**
 * Places stage and tiles. The stage depends on the area alone, never on how many people there are, so that nothing
 * moves when somebody joins; only the grid makes room in steps.
 */
export function arrange(area: Area, layout: LayoutName, hasStage: boolean, people: number): Arrangement {
  if (area.width <= 0 || area.height <= 0) return NOTHING
  if (layout === 'grid' && !hasStage) return { ...NOTHING, ...fillGrid(inner(area), area.shape, people) }
  if (area.shape === 'landscape') return { ...NOTHING, stage: whole(area) }
  if (area.shape === 'phone') return stageAboveRow(area, people)
  if (layout === 'grid') return stageBesideGrid(area, people)
  return stageBesideColumn(area, people)
}

function stageBesideColumn({ width, height, columnFoot = 0 }: Area, people: number): Arrangement {
  const columns = width >= TWO_COLUMNS_FROM ? 2 : 1
  const tileWidth = columns === 2 ? 176 : Math.round(Math.min(232, Math.max(148, width * 0.18)))
  const tileHeight = Math.round(tileWidth / RATIO)
  const columnWidth = columns * tileWidth + (columns - 1) * GAP
  const left = width - columnWidth - GAP
  const rows = Math.max(1, Math.floor((height - GAP - columnFoot) / (tileHeight + GAP)))
  const cell = (index: number): Rect => ({
    x: left + (index % columns) * (tileWidth + GAP),
    y: GAP + Math.floor(index / columns) * (tileHeight + GAP),
    width: tileWidth,
    height: tileHeight,
  })
  const stage = { x: GAP, y: GAP, width: Math.max(0, left - 2 * GAP), height: Math.max(0, height - 2 * GAP) }
  const column = { x: left, y: GAP, width: columnWidth, height: height - 2 * GAP }
  return { stage, column, ...fillCells(cell, rows * columns, people) }
}

function stageAboveRow({ width, height }: Area, people: number): Arrangement {
  const top = height - PHONE_TILE.height - GAP
  const room = Math.max(1, Math.floor((width - GAP) / (PHONE_TILE.width + GAP)))
  const tileWidth = (width - GAP - room * GAP) / room
  const cell = (index: number): Rect => ({
    x: GAP + index * (tileWidth + GAP),
    y: top,
    width: tileWidth,
    height: PHONE_TILE.height,
  })
  const stage = { x: 0, y: 0, width, height: Math.max(0, top - GAP) }
  return { ...NOTHING, stage, ...fillCells(cell, room, people) }
}

function stageBesideGrid({ width, height, shape }: Area, people: number): Arrangement {
  const gridWidth = Math.round(width * GRID_BESIDE_SCREEN)
  const left = width - gridWidth
  const grid = { x: left, y: GAP, width: gridWidth - GAP, height: height - 2 * GAP }
  return {
    ...NOTHING,
    stage: { x: GAP, y: GAP, width: left - 2 * GAP, height: height - 2 * GAP },
    ...fillGrid(grid, shape, people),
  }
}

function fillCells(cell: (index: number) => Rect, capacity: number, people: number): Cells {
  const shown = people > capacity ? capacity - 1 : people
  const tiles = Array.from({ length: shown }, (_, index) => cell(index))
  return { tiles, others: people > capacity ? cell(capacity - 1) : null }
}

/** Cells for which the grid has room, in steps, so that one more person rarely moves the others. */
const STEPS = [1, 2, 4, 6, 9, 12, 16, 20, 25, 30, 36, 42, 49]

function fillGrid(box: Rect, shape: Shape, people: number): Cells {
  const minWidth = shape === 'wide' ? GRID_MIN_WIDTH : PHONE_GRID_MIN_WIDTH
  const wanted = STEPS.find((step) => step >= people) ?? STEPS.at(-1)!
  const { columns, rows, tileWidth, tileHeight } = bestGrid(box, wanted, minWidth)
  const capacity = columns * rows
  const cells = Math.min(people, capacity)
  const usedRows = Math.ceil(cells / columns)
  const top = box.y + (box.height - usedRows * tileHeight - (usedRows - 1) * GAP) / 2
  const cell = (index: number): Rect => {
    const row = Math.floor(index / columns)
    const inRow = Math.min(columns, cells - row * columns)
    const left = box.x + (box.width - inRow * tileWidth - (inRow - 1) * GAP) / 2
    return {
      x: left + (index % columns) * (tileWidth + GAP),
      y: top + row * (tileHeight + GAP),
      width: tileWidth,
      height: tileHeight,
    }
  }
  return fillCells(cell, capacity, people)
}

interface Grid {
  columns: number
  rows: number
  tileWidth: number
  tileHeight: number
}

/** The grid of at least `cells` cells with the largest tiles; fewer cells where they would become too small. */
function bestGrid(box: Rect, cells: number, minWidth: number): Grid {
  const grids = Array.from({ length: cells }, (_, index) => gridOf(box, index + 1, Math.ceil(cells / (index + 1))))
  const best = grids.reduce((one, other) => (other.tileWidth > one.tileWidth ? other : one))
  if (best.tileWidth >= minWidth) return best
  const columns = Math.max(1, Math.floor((box.width + GAP) / (minWidth + GAP)))
  const rows = Math.max(1, Math.floor((box.height + GAP) / (minWidth / RATIO + GAP)))
  return gridOf(box, columns, rows)
}

function gridOf(box: Rect, columns: number, rows: number): Grid {
  const widthOfCell = (box.width - (columns - 1) * GAP) / columns
  const heightOfCell = (box.height - (rows - 1) * GAP) / rows
  const tileWidth = Math.max(1, Math.floor(Math.min(widthOfCell, heightOfCell * RATIO)))
  return { columns, rows, tileWidth, tileHeight: Math.floor(tileWidth / RATIO) }
}

const whole = ({ width, height }: Area): Rect => ({ x: 0, y: 0, width, height })
const inner = ({ width, height }: Area): Rect => ({ x: GAP, y: GAP, width: width - 2 * GAP, height: height - 2 * GAP })
