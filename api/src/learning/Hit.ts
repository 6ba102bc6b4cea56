import type { HitKind } from '../generated/resolvers.ts'

/** A text that was found, before it is told of. */
export interface Hit {
  recordingId: string
  kind: HitKind
  /** Of hits of one recording with one key the first is told. */
  key: string
  text: string
  author: string | null
  /** Class time, ms, at which all that was searched for was there. */
  atMs: number
}
