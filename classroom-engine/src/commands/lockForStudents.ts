import { Lock, type Locks } from '@lectern/protocol'
import type { Stage } from '../stage/Stage.ts'
import { changeStage } from './changeStage.ts'
import type { CommandContext } from './handle.ts'
import { stageOf } from './stageOf.ts'
import { students } from './students.ts'

/** Sets and opens locks of the class; those that are not named stay. */
export function lockForStudents({ room, session }: CommandContext, change: Locks): void {
  const before = stageOf(room).get('locks')
  const locks = mergedLocks(before, change)
  if (Lock.options.every((each) => (before[each] ?? false) === (locks[each] ?? false))) return
  changeStage(room, session.userId, (stage: Stage) => stage.set({ locks }))
  for (const [userId] of students(stageOf(room))) room.media?.rightsChanged(userId)
}

/** Only locks that are on, in the order of the table: one state has one form. */
function mergedLocks(before: Locks, change: Locks): Locks {
  const on = Lock.options.filter((each) => change[each] ?? before[each] ?? false)
  return Object.fromEntries(on.map((each) => [each, true]))
}
