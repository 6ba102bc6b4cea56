import type { Services } from '../context.ts'
import type { JobKind } from '../jobs/JobRunner.ts'
import { publishingJob, removingJob } from './publishVideo.ts'

/** What is done for the video library in the background. */
export const videoJobs = (services: Services): JobKind[] => [publishingJob(services), removingJob(services)]
