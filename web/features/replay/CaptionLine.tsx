'use client'

import { useMemo } from 'react'
import { type Cue, cueTextAt } from './parseVtt.ts'
import { useClock } from './ReplayContext.tsx'

/** What is being said, in words, over the lower edge of the stage. */
export function CaptionLine({ cues }: { cues: readonly Cue[] }) {
  // Renders anew with a cue's edge, not with the clock.
  const edges = useMemo(
    () => [...new Set(cues.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].sort((a, b) => a - b),
    [cues],
  )
  const edge = useClock(({ t }) => edges.findLast((each) => each <= t) ?? -1)
  const text = cueTextAt(cues, edge)
  if (text === '') return null
  return (
    <div className="pointer-events-none absolute inset-x-4 bottom-4 z-20 flex justify-center">
      <p
        data-captions
        className="max-w-3xl whitespace-pre-line rounded-small bg-paper/90 px-3 py-1.5 text-center text-20 text-ink"
      >
        {text}
      </p>
    </div>
  )
}
