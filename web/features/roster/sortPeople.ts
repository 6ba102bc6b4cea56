import { RANK, type StageHand, type StagePerson } from '@lectern/protocol'

export interface RosterRow {
  userId: string
  person: StagePerson
  /** Place in the order of raised hands, from 1; null when not raised. */
  hand: number | null
}

/** People who are here: raised hands first, in order, then staff, then the others by name. */
export function sortPeople(
  people: ReadonlyMap<string, StagePerson>,
  hands: ReadonlyMap<string, StageHand>,
): RosterRow[] {
  const here = [...people].filter(([, person]) => person.presence !== 'away')
  const order = new Map(
    here
      .filter(([userId]) => hands.has(userId))
      .sort(([a], [b]) => hands.get(a)!.order - hands.get(b)!.order)
      .map(([userId], index) => [userId, index + 1]),
  )
  return here
    .map(([userId, person]) => ({ userId, person, hand: order.get(userId) ?? null }))
    .sort((a, b) => byHand(a, b) || RANK[b.person.role] - RANK[a.person.role] || byName(a, b))
}

const byHand = (a: RosterRow, b: RosterRow) => (a.hand ?? Number.MAX_SAFE_INTEGER) - (b.hand ?? Number.MAX_SAFE_INTEGER)
const byName = (a: RosterRow, b: RosterRow) =>
  a.person.name.localeCompare(b.person.name) || a.userId.localeCompare(b.userId)

/** Rows whose name has the text in it, whatever the case and the accents. */
export function searchPeople(rows: readonly RosterRow[], text: string): RosterRow[] {
  const wanted = plain(text.trim())
  return rows.filter(({ person }) => plain(person.name).includes(wanted))
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
