import { describe, expect, test } from 'vitest'
import { type Area, type Arrangement, arrange, type Rect } from './arrange.ts'

const wide: Area = { width: 1100, height: 760, shape: 'wide' }
const phone: Area = { width: 390, height: 620, shape: 'phone' }
const landscape: Area = { width: 844, height: 300, shape: 'landscape' }

const all = ({ stage, tiles, others }: Arrangement): Rect[] => [stage, ...tiles, others].filter((rect) => rect !== null)
const inside = (area: Area, rect: Rect) =>
  rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= area.width + 0.5 && rect.y + rect.height <= area.height + 0.5
const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5

describe('arrange', () => {
  test('nothing leaves the area and nothing overlaps, whatever the layout, the area and the number of people', () => {
    const areas: Area[] = [wide, phone, landscape, { width: 1900, height: 900, shape: 'wide' }]
    for (const area of areas)
      for (const layout of ['board', 'speaker', 'grid'] as const)
        for (const hasStage of [true, false])
          for (const people of [0, 1, 2, 3, 5, 8, 12, 40, 200]) {
            const rects = all(arrange(area, layout, hasStage, people))
            for (const [index, rect] of rects.entries()) {
              expect(inside(area, rect), `${layout} ${area.shape} ${people}`).toBe(true)
              for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false)
            }
          }
  })

  test('stage and tiles stay where they are when somebody joins', () => {
    for (const area of [wide, phone]) {
      const before = arrange(area, 'board', true, 2)
      const after = arrange(area, 'board', true, 3)
      expect(after.stage).toEqual(before.stage)
      expect(after.tiles.slice(0, 2)).toEqual(before.tiles)
    }
  })

  test('who does not fit is counted in the last cell', () => {
    const arrangement = arrange(wide, 'board', true, 50)
    expect(arrangement.others).not.toBeNull()
    const full = arrange(wide, 'board', true, arrangement.tiles.length + 1)
    expect(full.others).toBeNull()
    expect(full.tiles.at(-1)).toEqual(arrangement.others)
  })

  test('a phone on its side gives all to the stage', () => {
    expect(arrange(landscape, 'board', true, 9)).toEqual({
      stage: { x: 0, y: 0, width: 844, height: 300 },
      tiles: [],
      others: null,
      column: null,
    })
  })

  test('the column leaves room at its foot, and the tiles above stay where they are', () => {
    const before = arrange(wide, 'board', true, 9)
    const after = arrange({ ...wide, columnFoot: 200 }, 'board', true, 9)
    expect(after.tiles).toEqual(before.tiles.slice(0, after.tiles.length))
    expect(after.others!.y + after.others!.height).toBeLessThanOrEqual(wide.height - 200)
  })

  test('the grid uses the area: one person gets nearly all of it, tiles keep 16:9', () => {
    const [tile] = arrange(wide, 'grid', false, 1).tiles
    expect(tile!.width).toBeGreaterThan(1000)
    for (const each of arrange(wide, 'grid', false, 7).tiles) expect(each.width / each.height).toBeCloseTo(16 / 9, 1)
  })

  test('a shared screen in the grid keeps the larger part', () => {
    const { stage, tiles } = arrange(wide, 'grid', true, 6)
    expect(stage!.width).toBeGreaterThan(wide.width * 0.6)
    expect(tiles).toHaveLength(6)
  })

  test('an area without size has nothing in it', () => {
    expect(arrange({ width: 0, height: 500, shape: 'wide' }, 'board', true, 3)).toEqual({
      stage: null,
      tiles: [],
      others: null,
      column: null,
    })
  })
})
