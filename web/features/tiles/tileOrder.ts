import { RANK, type StagePerson } from '@lectern/protocol'

/** Who has a tile, in the order in which tiles are given out: staff, oneself, then the others as they came. */
export function tileOrder(people: ReadonlyMap<string, StagePerson>, me: string): string[] {
  const rank = (userId: string, { role }: StagePerson) => (userId === me && role === 'student' ? 0.5 : RANK[role])
  return [...people]
    .filter(([userId, person]) => person.presence === 'class' || userId === me)
    .sort(
      ([a, one], [b, other]) => rank(b, other) - rank(a, one) || one.joinedAt - other.joinedAt || a.localeCompare(b),
    )
    .map(([userId]) => userId)
}

/** Instructors and assistants who are in class, the highest first. */
export function staffPresent(people: ReadonlyMap<string, StagePerson>): string[] {
  return tileOrder(people, '').filter((userId) => people.get(userId)?.role !== 'student')
}
