import { z } from 'zod'
import type { MediaSource } from './documents.ts'
import type { Role } from './roles.ts'

/**
 * Whose sound and picture a recording has. `instructor`: staff. `speakers`: staff, and what students say and present, but not their
 * cameras. `everyone`. Whoever refuses is in none of them. Rule [RE2].
 */
export const RecordPolicy = z.enum(['instructor', 'speakers', 'everyone'])
export type RecordPolicy = z.infer<typeof RecordPolicy>

/** What the instructor decided about recording before class: claim of the join token. */
export const RecordChoice = z.object({
  policy: RecordPolicy.default('everyone'),
  /** Recording is on from the moment the room opens. */
  auto: z.boolean().default(false),
})
export type RecordChoice = z.infer<typeof RecordChoice>

/** `stage`, Y.Map `class`, field `recording`. */
export interface StageRecording {
  on: boolean
  /** Log time of the last switch; null before the first. */
  since: number | null
  policy: RecordPolicy
  /** What of the recording does not work now: `store`, nothing can be written; `media`, sound and picture are not recorded. */
  problem: 'store' | 'media' | null
}

export const NOT_RECORDED: StageRecording = { on: false, since: null, policy: 'everyone', problem: null }

/** Whether a track belongs to the recording while it is on. Rule [RE2]. */
export function isRecorded(policy: RecordPolicy, role: Role, source: MediaSource): boolean {
  if (policy === 'everyone' || role !== 'student') return true
  return policy === 'speakers' && source !== 'camera'
}
