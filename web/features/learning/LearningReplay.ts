import type { Replay } from '../replay/Replay'

/** What the panels need of a replay: where it is, and to go elsewhere. */
export type LearningReplay = Pick<Replay, 'clock' | 'seek'>

export interface LearningRecording {
  /** The class's id. */
  id: string
  /** Of the link that the viewer came with. */
  linkKey?: string | null
}
