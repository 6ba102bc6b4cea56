import { AttemptLimiter } from '../support/AttemptLimiter.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * Attempts that went wrong; those that go well are given back. Generous per address, since a school sits behind one,
 * and tight per address and account.
 */
export const createAccountLimits = () => ({
  logIn: new AttemptLimiter({ attempts: 10, windowMs: 15 * MINUTE }),
  logInFrom: new AttemptLimiter({ attempts: 100, windowMs: 15 * MINUTE }),
  refusedSignUpsFrom: new AttemptLimiter({ attempts: 10, windowMs: HOUR }),
  signUpsFrom: new AttemptLimiter({ attempts: 200, windowMs: HOUR }),
  changePassword: new AttemptLimiter({ attempts: 10, windowMs: 15 * MINUTE }),
  guestsFrom: new AttemptLimiter({ attempts: 300, windowMs: 15 * MINUTE }),
})

export type AccountLimits = ReturnType<typeof createAccountLimits>
