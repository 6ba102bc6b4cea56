import { RecentErrors } from '@lectern/protocol'

const KEY = Symbol.for('lectern.web.recentErrors')
const shared = globalThis as typeof globalThis & { [KEY]?: RecentErrors }

/** The last errors of this process. Routes are bundled apart from each other and from the server, so they share them through the process. */
export function recentErrors(): RecentErrors {
  shared[KEY] ??= new RecentErrors()
  return shared[KEY]
}
