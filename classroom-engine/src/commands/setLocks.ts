import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'
import { lockForStudents } from './lockForStudents.ts'

/** Takes rights from all students, or gives them back. */
export const setLocks = handle(COMMANDS.setLocks, (context, { locks }) => {
  lockForStudents(context, locks)
  return null
})
