/** For whom the web service asks the API. */
export type Caller = {
  /** Undefined for somebody who is not logged in. */
  userId: string | undefined
  /** Whom the API counts tries against. */
  address: string | undefined
  /** The web service vouches for a log-in at Google or GitHub. */
  vouchesForOAuth?: boolean
}
