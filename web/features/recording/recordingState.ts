import type { RecordingLineFragment } from '../../graphql/generated/documents.ts'
import type { BadgeTone } from '../../ui/Badge.tsx'

type Recording = Pick<RecordingLineFragment, 'state' | 'failure' | 'video'>

/** Where a recording stands, in a word or two; and what went wrong. */
export interface RecordingStanding {
  words: string
  tone: BadgeTone
  problem: string | null
}

/** From minute 0 to the video library. */
export function recordingStanding({ state, failure, video }: Recording): RecordingStanding {
  if (state === 'RECORDING') return { words: 'Recording', tone: 'danger', problem: null }
  if (state === 'SEALING') return { words: 'Sealing', tone: 'neutral', problem: null }
  if (state === 'FAILED')
    return { words: 'Recording failed', tone: 'danger', problem: failure ?? 'The recording failed.' }
  return videoStanding(video)
}

function videoStanding({ state, percent, failure }: Recording['video']): RecordingStanding {
  switch (state) {
    case 'LOCAL':
      return { words: 'Playable', tone: 'neutral', problem: null }
    case 'UPLOADING':
      return { words: `Uploading ${percent ?? 0} %`, tone: 'neutral', problem: null }
    case 'PROCESSING':
      return { words: 'Processing at Mux', tone: 'neutral', problem: null }
    case 'READY':
      return { words: 'On Mux', tone: 'accent', problem: null }
    case 'FAILED':
      return {
        words: 'Upload failed',
        tone: 'amber',
        problem: `${failure ?? 'Mux did not take it.'} It plays from here meanwhile.`,
      }
  }
}

/** Whether it will be another soon, without anybody doing anything. */
export function isOnItsWay(recording: Recording | null | undefined): boolean {
  if (!recording) return false
  const { state, video } = recording
  return state === 'RECORDING' || state === 'SEALING' || video.state === 'UPLOADING' || video.state === 'PROCESSING'
}
