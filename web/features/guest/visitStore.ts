import { readVisit, type Visit, writeVisit } from './visit.ts'

const keyOf = (id: string) => `lectern-guest-${id}`

/** The visit that this tab keeps of a class. */
export function loadVisit(id: string): Visit | null {
  try {
    return readVisit(sessionStorage.getItem(keyOf(id)), Date.now())
  } catch {
    return null
  }
}

export function keepVisit(id: string, visit: Visit): void {
  try {
    sessionStorage.setItem(keyOf(id), writeVisit(visit, Date.now()))
  } catch {
    // Without storage the page works until it is loaded again.
  }
}
