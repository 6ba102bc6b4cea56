import { BOARD_RECORDS } from '@lectern/protocol'
import * as Y from 'yjs'
import { random } from '../../../scripts/support/random.ts'
import { markOf } from './load/marks.ts'

/** Updates that one stroke is written in, as its line grows. */
const UPDATES_PER_STROKE = 5
const POINTS_PER_UPDATE = 6
const RECORD_POINTS = 4

/** What one person draws: Yjs updates in their order, each with the record of a growing line as the board writes it, marked. */
export function strokeUpdates(seat: number, count: number): Uint8Array[] {
  return updatesOf(seat, count, (records, n, { line, mark }) => {
    const stroke = Math.floor((n - 1) / UPDATES_PER_STROKE)
    const points = (((n - 1) % UPDATES_PER_STROKE) + 1) * POINTS_PER_UPDATE
    records.set(idOf(seat, stroke), recordOf(idOf(seat, stroke), line(points), mark))
  })
}

/** A part of a board that is there already: `perUpdate` records in each update, the last of them marked. */
export function recordUpdates(seat: number, count: number, perUpdate: number): Uint8Array[] {
  return updatesOf(seat, count, (records, n, { line, mark }) => {
    for (let index = 0; index < perUpdate; index += 1) {
      const id = idOf(seat, n * perUpdate + index)
      records.set(id, recordOf(id, line(RECORD_POINTS), index === perUpdate - 1 ? mark : ''))
    }
  })
}

interface Drawing {
  line: (points: number) => Point[]
  mark: string
}

interface Point {
  x: number
  y: number
  z: number
}

function updatesOf(
  seat: number,
  count: number,
  write: (records: Y.Map<unknown>, n: number, drawing: Drawing) => void,
): Uint8Array[] {
  const doc = new Y.Doc()
  const records = doc.getMap(BOARD_RECORDS)
  const updates: Uint8Array[] = []
  doc.on('update', (update) => updates.push(update))
  const { between } = random(seat + 1)
  const place = (): number => Math.round(between(0, 2000) * 100) / 100
  const line = (points: number): Point[] => Array.from({ length: points }, () => ({ x: place(), y: place(), z: 0.5 }))
  for (let n = 1; n <= count; n += 1) doc.transact(() => write(records, n, { line, mark: markOf(seat, n) }))
  doc.destroy()
  return updates
}

const idOf = (seat: number, number: number): string =>
  `shape:${String(seat).padStart(6, '0')}${String(number).padStart(15, '0')}`

const recordOf = (id: string, points: Point[], mark: string) => ({
  id,
  typeName: 'shape',
  type: 'draw',
  x: 412.25,
  y: 233.5,
  rotation: 0,
  index: 'a1',
  parentId: 'page:page',
  isLocked: false,
  opacity: 1,
  props: {
    segments: [{ type: 'free', points }],
    color: 'black',
    fill: 'none',
    dash: 'draw',
    size: 'm',
    isComplete: false,
    isClosed: false,
    isPen: false,
    scale: 1,
  },
  meta: { mark },
})
