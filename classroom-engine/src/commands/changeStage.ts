import { STAGE } from '@lectern/protocol'
import type { Classroom } from '../room/Classroom.ts'
import { Stage } from '../stage/Stage.ts'

/** Changes the stage as part of the running step, in the name of `actor`. */
export function changeStage(room: Classroom, actor: string, edit: (stage: Stage) => void): void {
  room.change(STAGE, actor, (doc) => edit(new Stage(doc)))
}
