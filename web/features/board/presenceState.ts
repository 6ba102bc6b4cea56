import { HUES, Role } from '@lectern/protocol'
import { z } from 'zod'

/** Most points of a laser trail that travel; the rest has faded before it arrives. */
export const MAX_TRAIL = 24
/** Most selected shapes that others are shown. */
export const MAX_SELECTED = 24

const number = z.number().min(-1e7).max(1e7)
const Box = z.object({ x: number, y: number, w: number, h: number })

/** What a page says of where its person is on the board: awareness key `board`. Numbers are page coordinates of tldraw. */
export const BoardPlace = z.object({
  /** Null while the pointer is elsewhere. */
  cursor: z.object({ x: number, y: number }).nullable(),
  /** Where the person looks: tldraw's camera and the size of the view in pixels. For those who follow. */
  view: z
    .object({
      x: number,
      y: number,
      z: z.number().min(0.01).max(100),
      w: z.number().min(1).max(20_000),
      h: z.number().min(1).max(20_000),
    })
    .nullable(),
  /** Trail of the laser pointer, oldest point first. */
  laser: z
    .array(z.tuple([number, number]))
    .max(MAX_TRAIL * 2)
    .default([]),
  /** Ids of selected shapes. */
  selected: z
    .array(z.string().startsWith('shape:').max(128))
    .max(MAX_SELECTED * 2)
    .default([]),
  /** Box of the selection being drawn. */
  brush: Box.nullable().default(null),
})
export type BoardPlace = z.infer<typeof BoardPlace>

/** What the engine says of whose place it is. */
const PlaceOwner = z.object({
  id: z.string().min(1),
  name: z.string(),
  hue: z
    .number()
    .int()
    .min(0)
    .max(HUES - 1),
  role: Role,
})
export type PlaceOwner = z.infer<typeof PlaceOwner>

const AwarenessState = z.object({ user: PlaceOwner, board: BoardPlace })

export interface Presence {
  user: PlaceOwner
  board: BoardPlace
}

/** Reads a state of somebody else; null where the client is no page of ours, or sends what does not fit. */
export function readPresence(state: unknown): Presence | null {
  return AwarenessState.safeParse(state).data ?? null
}
