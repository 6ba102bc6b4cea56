import type { Classroom } from '../room/Classroom.ts'
import { pollResultsOf } from './pollResultsOf.ts'
import { stageOf } from './stageOf.ts'

/** For a room that was just read from its log: counts the votes that the engine had no time to show before it ended. */
export async function refreshPolls(room: Classroom): Promise<void> {
  const open = stageOf(room)
    .polls.entries()
    .filter(([, poll]) => poll.state === 'open')
  if (open.length === 0) return
  await room.step(() => {
    for (const [id] of open) pollResultsOf(room).write(id)
  })
}
