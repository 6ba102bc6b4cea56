import type { Classroom } from '../room/Classroom.ts'
import { PollResultsWriter } from './PollResultsWriter.ts'

const ofRooms = new WeakMap<Classroom, PollResultsWriter>()

/** What writes the results of the room's polls. */
export function pollResultsOf(room: Classroom): PollResultsWriter {
  const found = ofRooms.get(room)
  if (found) return found
  const writer = new PollResultsWriter(room)
  ofRooms.set(room, writer)
  room.events.once('closed', () => writer.close())
  return writer
}
