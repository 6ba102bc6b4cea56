import type { Database } from '@lectern/prisma'
import type { RecentErrors } from '@lectern/protocol'
import type { ObjectStore } from '@lectern/recording'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Metrics } from './http/createMetrics.ts'
import type { JobRunner } from './jobs/JobRunner.ts'
import type { LearningLimits } from './learning/learningLimits.ts'
import type { Loaders } from './loaders.ts'
import type { Timelines } from './recordings/Timelines.ts'
import type { RoomEnder } from './sessions/RoomEnder.ts'
import type { AccountLimits } from './users/accountLimits.ts'
import type { Passwords } from './users/Passwords.ts'
import type { Video } from './video/createVideo.ts'
import type { Viewer } from './viewer.ts'

/** What lives as long as the process. */
export interface Services {
  config: Config
  db: Database
  log: Logger
  /** What was logged as an error lately. */
  recentErrors: RecentErrors
  metrics: Metrics
  passwords: Passwords
  accountLimits: AccountLimits
  learningLimits: LearningLimits
  roomEnder: RoomEnder
  jobs: JobRunner
  /** Where recordings are kept. */
  store: ObjectStore
  timelines: Timelines
  video: Video
}

/** What one request sees. */
export interface Context extends Services {
  viewer: Viewer | null
  /** Whether the web service vouches for a log-in at Google or GitHub. */
  vouchesForOAuth: boolean
  /** Address of the person who asks, as far as it is known. */
  address: string
  loaders: Loaders
}
