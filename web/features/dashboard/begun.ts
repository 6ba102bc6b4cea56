import type { MyClassesQuery } from '../../graphql/generated/documents.ts'

/** Who looked in for less has not begun, seconds. */
const LOOKED_IN = 10
const MOST = 4

/** A replay that was begun; seconds. */
export interface Begun {
  id: string
  title: string
  courseTitle: string
  position: number
  duration: number
}

/** Of past classes, the replays that the viewer began and did not finish: the latest classes, a few. */
export function begun(past: MyClassesQuery['myClasses']['past']): Begun[] {
  return past
    .flatMap(({ id, title, course, recording }): Begun[] => {
      const { myProgress, durationSeconds, viewerCanWatch } = recording ?? {}
      if (!viewerCanWatch || !durationSeconds || !myProgress || myProgress.completed) return []
      const position = Math.min(myProgress.positionSeconds, durationSeconds)
      return position < LOOKED_IN ? [] : [{ id, title, courseTitle: course.title, position, duration: durationSeconds }]
    })
    .slice(0, MOST)
}
