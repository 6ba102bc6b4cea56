import { stageOf } from '../commands/stageOf.ts'
import type { Classroom } from '../room/Classroom.ts'
import type { Timelines } from './Timelines.ts'

/** Has the timeline of an open room written, if it is recorded or was, or as soon as it is, until the room is let go of or its class ends. */
export function followTimeline(room: Classroom, timelines: Timelines): void {
  if (stageOf(room).recording.since !== null) void timelines.begin(room.id)
  room.events.on('recorded', () => void timelines.begin(room.id))
  room.events.on('closed', () => {
    // One that ended is written to its end here.
    if (!room.state.sealed) timelines.leave(room.id).catch(() => undefined)
  })
}
