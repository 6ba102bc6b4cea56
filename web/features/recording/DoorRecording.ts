import type { RecordPolicy } from '@lectern/protocol'

/** What one is to know of the recording before coming in. */
export interface DoorRecording {
  /** Recorded now; will be; not planned; or the way in does not tell. */
  state: 'now' | 'planned' | 'no' | 'unknown'
  policy: RecordPolicy
  /** Whether one comes as somebody who may be left out: staff may not. */
  mayRefuse: boolean
}
