import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'
import { lockForStudents } from './lockForStudents.ts'
import { mayActOn } from './mayActOn.ts'
import { muteMicrophone } from './muteMicrophone.ts'
import { stageOf } from './stageOf.ts'

/** Mutes everybody of a lower rank; `lock` also sets the class's microphone lock, so that students stay muted. */
export const muteAll = handle(COMMANDS.muteAll, (context, { lock }) => {
  const { room } = context
  const people = stageOf(room)
    .people.entries()
    .filter(([userId, { presence }]) => presence !== 'away' && mayActOn(context, userId))
  const unmuted = stageOf(room)
    .media.entries()
    .filter(([, { source, paused }]) => source === 'microphone' && !paused)
  const speaking = new Set(unmuted.map(([, { userId }]) => userId))
  if (lock) lockForStudents(context, { microphone: true })
  const { microphone = false } = stageOf(room).get('locks')
  for (const [userId, { role, microphoneLocked }] of people) {
    muteMicrophone(context, userId, microphoneLocked || (microphone && role === 'student'))
  }
  return { muted: people.filter(([userId]) => speaking.has(userId)).length }
})
