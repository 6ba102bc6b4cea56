import { BOARD_RECORDS, FIRST_BOARD } from '@lectern/protocol'
import { within } from '../../../classroom-engine/src/redis/within.ts'
import type { Random } from '../../../scripts/support/random.ts'
import { mintToken } from '../../../scripts/token/mintToken.ts'
import { StockDocument } from './StockDocument.ts'

export interface FillOptions {
  url: string
  secret: string
  room: string
  records: number
  chance: Random
}

const PEOPLE = 20
/** Records per edit: one frame, well within the limits. */
const PER_EDIT = 250
/** Part of the records that were moved after they were drawn. */
const MOVED = 0.25
const LIMIT_MS = 120_000

/** Draws a board that a class has worked on: by many people, every fourth record moved since. Answers when all of it is acknowledged. */
export async function fillBoard({ url, secret, room, records, chance }: FillOptions): Promise<void> {
  const share = Math.ceil(records / PEOPLE)
  const drawing = Array.from({ length: PEOPLE }, async (_, person) => {
    const name = `drawer-${person}`
    const token = mintToken({ room, sub: name, name, role: 'student', grants: ['draw'] }, secret)
    const document = new StockDocument({ url, room, name: FIRST_BOARD, token, changed: () => undefined })
    for (let first = 0; first < share; first += PER_EDIT) {
      await draw(document, name, first, Math.min(PER_EDIT, share - first), chance)
    }
    document.close()
  })
  await within(LIMIT_MS, Promise.all(drawing), 'The board, which is filled,')
}

function draw(document: StockDocument, name: string, first: number, count: number, chance: Random): Promise<void> {
  return new Promise((resolve) => {
    const ids = Array.from({ length: count }, (_, index) => `shape:${name}-${first + index}`)
    document.edit(
      (doc) => {
        const board = doc.getMap(BOARD_RECORDS)
        for (const id of ids) board.set(id, record(id, chance))
      },
      () => undefined,
    )
    document.edit((doc) => {
      const board = doc.getMap(BOARD_RECORDS)
      for (const id of ids) if (chance.next() < MOVED) board.set(id, record(id, chance))
    }, resolve)
  })
}

/** A rectangle as tldraw stores it. */
const record = (id: string, { below }: Random) => ({
  id,
  typeName: 'shape',
  type: 'geo',
  parentId: 'page:page',
  index: `a${below(100_000)}`,
  x: below(4000),
  y: below(4000),
  rotation: 0,
  isLocked: false,
  opacity: 1,
  meta: {},
  props: { geo: 'rectangle', w: below(400), h: below(400), color: 'black', fill: 'none', dash: 'draw', size: 'm' },
})
