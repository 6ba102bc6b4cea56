import type { StagePerson } from '@lectern/protocol'
import type { Stage } from '../stage/Stage.ts'

/** All students who ever came in, also those who are away: they may come back. */
export function students(stage: Stage): [userId: string, person: Readonly<StagePerson>][] {
  return stage.people.entries().filter(([, person]) => person.role === 'student')
}
