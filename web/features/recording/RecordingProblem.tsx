'use client'

import type { StageRecording } from '@lectern/protocol'
import { TriangleAlert } from 'lucide-react'
import { Banner } from '../../ui/Banner.tsx'
import { useRoom } from '../room/RoomContext.ts'

const WORDS: Record<NonNullable<StageRecording['problem']>, string> = {
  media:
    'Sound and picture are not being recorded right now. Board, chat, polls and notes are. The rest goes on by itself as soon as it can.',
  store:
    'The recording cannot be saved right now. The class goes on. Board, chat, polls and notes are kept and saved later; sound and picture of this time may be missing.',
}

/** A slim line for whoever records, while something of the recording does not work. */
export function RecordingProblem() {
  const { stage, may } = useRoom()
  const { on, problem } = stage.recording ?? { on: false, problem: null }
  if (!on || problem === null || !may('recording:manage')) return null
  return (
    <Banner tone="amber" icon={<TriangleAlert aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />}>
      {WORDS[problem]}
    </Banner>
  )
}
