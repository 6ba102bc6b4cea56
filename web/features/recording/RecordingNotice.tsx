'use client'

import { Circle } from 'lucide-react'
import { useId } from 'react'
import { Switch } from '../../ui/Switch.tsx'
import type { DoorRecording } from './DoorRecording.ts'
import { POLICY_WORDS, REFUSAL_WORDS, SHARED_WORDS } from './policyWords.ts'

const TITLES = { now: 'This class is being recorded', planned: 'This class will be recorded' }

/** Tells of the recording before one comes in, and lets one stay out of it. */
export function RecordingNotice({
  recording: { state, policy, mayRefuse },
  refuses,
  onRefuse,
}: {
  recording: DoorRecording
  refuses: boolean
  onRefuse: (refuses: boolean) => void
}) {
  const id = useId()
  const title = state === 'now' || state === 'planned' ? TITLES[state] : null
  if (!title && !mayRefuse) return null
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 rounded-box border border-hairline p-4">
      {title ? (
        <div role="status" className="flex flex-col gap-1">
          <h2 id={id} className="flex items-center gap-2 font-medium text-15">
            <Circle aria-hidden size={12} strokeWidth={0} className="shrink-0 fill-danger" />
            {title}
          </h2>
          <p className="text-13 text-muted">
            {POLICY_WORDS[policy]} {SHARED_WORDS}
          </p>
        </div>
      ) : (
        <h2 id={id} className="sr-only">
          Recording
        </h2>
      )}
      {mayRefuse ? (
        <Switch label="Don’t record me" hint={REFUSAL_WORDS} checked={refuses} onCheckedChange={onRefuse} />
      ) : null}
    </section>
  )
}
