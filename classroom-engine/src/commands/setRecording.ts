import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'

/** Switches recording on or off for the class. Rule [RE1]. */
export const setRecording = handle(COMMANDS.setRecording, ({ room, session }, { on }) => {
  room.recording.set(session.userId, on)
  return null
})
