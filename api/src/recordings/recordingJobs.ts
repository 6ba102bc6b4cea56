import type { Services } from '../context.ts'
import type { JobKind } from '../jobs/JobRunner.ts'
import { applyingJob } from './applying.ts'
import { purgingJob } from './purging.ts'
import { sealingJob } from './sealing.ts'
import { sweepingJob } from './sweeping.ts'

/** What is done for recordings in the background. */
export const recordingJobs = (services: Services): JobKind[] => [
  sealingJob(services),
  applyingJob(services),
  purgingJob(services),
  sweepingJob(services),
]
