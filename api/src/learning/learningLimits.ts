import { AttemptLimiter } from '../support/AttemptLimiter.ts'

const MINUTE = 60_000

/** What one person may write and ask, so that nobody floods a recording. */
export const createLearningLimits = () => ({
  writing: new AttemptLimiter({ attempts: 30, windowMs: 10 * MINUTE }),
  /** A page tells every 15 s and when it is left. */
  progress: new AttemptLimiter({ attempts: 120, windowMs: 10 * MINUTE }),
  /** As one types. */
  searches: new AttemptLimiter({ attempts: 240, windowMs: MINUTE }),
})

export type LearningLimits = ReturnType<typeof createLearningLimits>
