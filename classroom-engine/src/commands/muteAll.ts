import { COMMANDS } from '@lectern/protocol'
import type { Stage } from '../stage/Stage.ts'
import { handle } from './handle.ts'
import { lockForStudents } from './lockForStudents.ts'
import { mayActOn } from './mayActOn.ts'
import { muteMicrophone } from './muteMicrophone.ts'
import { stageOf } from './stageOf.ts'

/** Mutes everybody of a lower rank; `lock` also sets the class's microphone lock, so that students stay muted. */
export const muteAll = handle(COMMANDS.muteAll, (context, { lock }) => {
  const stage = stageOf(context.room)
  // Before the lock, which may close microphones.
  const speaking = speakers(stage)
  if (lock) lockForStudents(context, { microphone: true })
  const people = here(stage).filter((userId) => mayActOn(context, userId))
  for (const userId of people) muteMicrophone(context, userId)
  return { muted: people.filter((userId) => speaking.has(userId)).length }
})

function speakers(stage: Stage): Set<string> {
  const open = stage.media.entries().filter(([, { source, paused }]) => source === 'microphone' && !paused)
  return new Set(open.map(([, { userId }]) => userId))
}

function here(stage: Stage): string[] {
  const people = stage.people.entries().filter(([, { presence }]) => presence !== 'away')
  return people.map(([userId]) => userId)
}
