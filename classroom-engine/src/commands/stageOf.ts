import type { Classroom } from '../room/Classroom.ts'
import { Stage } from '../stage/Stage.ts'

/** The room's stage, to read. */
export const stageOf = (room: Classroom): Stage => new Stage(room.stage)
