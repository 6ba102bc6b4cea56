import type { RecordingLineFragment } from '../../graphql/generated/documents.ts'

type Recording = Pick<RecordingLineFragment, 'state' | 'failure' | 'viewerCanWatch' | 'viewerCanEdit'>

/** What is said of the replay once the class is over, whether to offer it, and whether to look again. */
export function replayOffer(recording: Recording | null | undefined): { words: string; watch: boolean; wait: boolean } {
  if (!recording) return { words: 'Board, chat and polls are kept.', watch: false, wait: false }
  // The school hears of the end a moment after the class does.
  if (recording.state === 'RECORDING') return { words: 'The replay is being made ready.', watch: false, wait: true }
  const wait = recording.state === 'SEALING'
  if (recording.viewerCanWatch) return { words: 'The replay is ready.', watch: true, wait }
  if (wait) return { words: 'The replay is being made ready.', watch: false, wait }
  if (recording.state === 'PLAYABLE') return { words: 'The replay cannot be watched yet.', watch: false, wait }
  const why = recording.viewerCanEdit && recording.failure ? ` ${recording.failure}` : ''
  return { words: `There is no replay of this class: its recording failed.${why}`, watch: false, wait }
}
