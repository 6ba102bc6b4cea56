'use client'

import { Radio } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { agoWords } from './agoWords.ts'
import { barMarks } from './barParts.ts'
import { PlayControls, TimeLine } from './PlayControls.tsx'
import { useClock } from './ReplayContext.tsx'
import { SeekBar } from './SeekBar.tsx'
import { SpeedSelect } from './SpeedSelect.tsx'
import { playableSpans } from './spans.ts'
import { useIndex } from './useIndex.ts'

/** Speeds below 1 would only lead further away. */
const SLOWEST = 1
const noPicture = () => undefined

/** The time of a class that goes on, while one looks at an earlier moment of it. */
export function RewindBar({ isHeard, onBackToLive }: { isHeard: boolean; onBackToLive: () => void }) {
  const index = useIndex()
  const chapters = useMemo(() => index.marks.filter(({ kind }) => kind === 'chapter'), [index])
  const marks = useMemo(() => barMarks(playableSpans(index), index.marks), [index])
  return (
    <section aria-label="Rewind" data-rewind className="shrink-0 border-hairline border-t bg-surface px-3 pt-1">
      <div className="flex flex-wrap items-center gap-x-3">
        <PlayControls />
        <TimeLine />
        <SpeedSelect least={SLOWEST} />
        <p className="text-15 text-muted">
          <Ago />
          {isHeard ? ' Others hear you.' : ''}
        </p>
        <Button
          variant="primary"
          className="ml-auto"
          icon={<Radio aria-hidden size={18} strokeWidth={1.75} />}
          onClick={onBackToLive}
        >
          Back to live
        </Button>
      </div>
      <SeekBar chapters={chapters} marks={marks} pictureAt={noPicture} />
    </section>
  )
}

function Ago() {
  const live = useLiveClassroom()
  const { startedAt } = useIndex()
  const seconds = useClock(({ t }) => Math.round((live.logNow() - startedAt - t) / 1000))
  return <>{`You are watching ${agoWords(seconds)} ago.`}</>
}
