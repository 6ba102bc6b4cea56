'use client'

import type { LayoutName } from '@lectern/protocol'
import { useEffect, useRef } from 'react'
import { type Area, arrange, type Rect } from './arrange.ts'
import { keepPlaces } from './keepPlaces.ts'

export interface PlacedTile {
  userId: string
  rect: Rect
  large: boolean
}

export interface PlacedTiles {
  stage: Rect | null
  tiles: PlacedTile[]
  others: { rect: Rect; count: number } | null
  column: Rect | null
}

/** Who stands where. People keep their places from one moment to the next. */
export function useTiles(options: {
  area: Area
  layout: LayoutName
  hasStage: boolean
  /** Everybody with a tile, in the order of `tileOrder`. */
  present: readonly string[]
  /** The person on the stage of the speaker layout, who has no small tile then. */
  large: string | null
  /** Must be seen, most urgent first. */
  urgent: readonly string[]
  lastActive: ReadonlyMap<string, number>
}): PlacedTiles {
  const { area, layout, hasStage, present, large, urgent, lastActive } = options
  const previous = useRef<readonly string[]>([])
  const small = present.filter((userId) => userId !== large)
  const { stage, tiles: rects, others, column } = arrange(area, layout, hasStage, small.length)
  const shown = keepPlaces({ previous: previous.current, present: small, places: rects.length, urgent, lastActive })
  useEffect(() => {
    previous.current = shown
  })
  const tiles = shown.map((userId, index) => ({ userId, rect: rects[index]!, large: false }))
  if (large !== null && stage) tiles.unshift({ userId: large, rect: stage, large: true })
  return { stage, tiles, others: others ? { rect: others, count: small.length - shown.length } : null, column }
}
