import type { RecordPolicy as Policy } from '@lectern/protocol'
import type { RecordingState, RecordPolicy, SessionState } from '../../graphql/generated/documents.ts'
import type { DoorRecording } from './DoorRecording.ts'

interface Session {
  autoRecord: boolean
  recordPolicy: RecordPolicy
  recordingState: RecordingState | undefined
}

/** What a class of the school tells of its recording to somebody who is about to come in. */
export function recordingAtDoor(session: Session, isStaff: boolean): DoorRecording {
  const { autoRecord, recordPolicy, recordingState } = session
  const state = recordingState === 'RECORDING' ? 'now' : autoRecord ? 'planned' : 'no'
  return { state, policy: policyOf(recordPolicy), mayRefuse: !isStaff && recordPolicy !== 'INSTRUCTOR' }
}

/** The same for a guest. */
export function recordingForGuest({
  state,
  recorded,
  recordPolicy,
}: {
  state: SessionState
  recorded: boolean
  recordPolicy: RecordPolicy
}): DoorRecording {
  const when = state === 'LIVE' ? 'now' : 'planned'
  return { state: recorded ? when : 'no', policy: policyOf(recordPolicy), mayRefuse: recordPolicy !== 'INSTRUCTOR' }
}

const policyOf = (policy: RecordPolicy) => policy.toLowerCase() as Policy
