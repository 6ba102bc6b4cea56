import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'
import { pollOf } from './pollOf.ts'
import { pollResultsOf } from './pollResultsOf.ts'

/** Ends the voting and shows the results. */
export const closePoll = handle(COMMANDS.closePoll, ({ room, now }, { id }) => {
  if (pollOf(room, id).state === 'closed') return null
  pollResultsOf(room).write(id, { state: 'closed', closedAt: now })
  return null
})
