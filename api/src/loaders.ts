import type { Database } from '@lectern/prisma'
import { createCourseLoaders } from './courses/createCourseLoaders.ts'
import { createEnrolmentLoaders } from './enrolments/createEnrolmentLoaders.ts'
import { createLearningLoaders } from './learning/createLearningLoaders.ts'
import { createRecordingLoaders } from './recordings/createRecordingLoaders.ts'
import { createSessionLoaders } from './sessions/createSessionLoaders.ts'
import { createUserLoaders } from './users/createUserLoaders.ts'
import type { Viewer } from './viewer.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Reads of one request, batched and remembered for it alone. */
export const createLoaders = (db: Database, viewer: Viewer | null) => ({
  ...createUserLoaders(db),
  ...createCourseLoaders(db),
  ...createEnrolmentLoaders(db, viewer),
  ...createSessionLoaders(db),
  ...createRecordingLoaders(db),
  ...createLearningLoaders(db, viewer),
})
