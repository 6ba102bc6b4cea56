import { Grant } from '@lectern/protocol'

/** The grants with one more or one less, always in the same order. */
export function withGrant(grants: readonly Grant[], grant: Grant, on: boolean): Grant[] {
  return Grant.options.filter((each) => (each === grant ? on : grants.includes(each)))
}
