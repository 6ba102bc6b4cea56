import type { Services } from '../context.ts'
import type { JobKind } from '../jobs/JobRunner.ts'
import { exportingJob } from './exportFilm.ts'
import { thumbnailsJob } from './thumbnailsJob.ts'

/** What is made of recordings in the background. */
export const exportJobs = (services: Services): JobKind[] => [exportingJob(services), thumbnailsJob(services)]
