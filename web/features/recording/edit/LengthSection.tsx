'use client'

import { Plus, Trash2 } from 'lucide-react'
import { Button } from '../../../ui/Button'
import { randomId } from '../../media/randomId'
import { clock } from '../../room/clock'
import { CutBar } from './CutBar'
import { type DraftCut, mergeCuts } from './draft'
import { EditSection } from './EditSection'
import { MomentLink } from './MomentLink'
import { TimeInput } from './TimeInput'
import type { DraftControls } from './useDraft'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const
/** Of a new cut, seconds: long enough to be seen on the bar. */
const NEW_CUT = 30

/** Where the recording begins and ends, and what is left out in between. */
export function LengthSection({
  id,
  duration,
  controls: { draft, change },
}: {
  id: string
  /** Of the class as far as it was recorded, seconds. */
  duration: number
  controls: DraftControls
}) {
  const { trimFrom, trimTo, cuts, chapters } = draft
  const from = trimFrom ?? 0
  const to = Math.min(trimTo ?? duration, duration)
  const setFrom = (seconds: number) => change('begin', { trimFrom: seconds <= 0 ? null : seconds })
  const setTo = (seconds: number) => change('end', { trimTo: seconds >= duration ? null : seconds })
  const setCut = (cut: DraftCut) =>
    change(`cut ${cut.id}`, { cuts: cuts.map((each) => (each.id === cut.id ? cut : each)) })
  const addCut = () => {
    const cut = { id: randomId(), fromSeconds: from, toSeconds: Math.min(to, from + NEW_CUT) }
    change(`cut ${cut.id}`, { cuts: [...cuts, cut] })
  }
  return (
    <EditSection
      title="Beginning, end and cuts"
      hint="What is left out is in no part of the recording: no sound, no board, no chat, no notes. Of the picture, up to 4 seconds before the end of a cut stay in the video file, where nobody is shown them. You can take it all back at any time."
    >
      <CutBar duration={duration} from={from} to={to} cuts={cuts} chapters={chapters} onFrom={setFrom} onTo={setTo} />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <TimeInput showLabel label="Begins at" seconds={from} max={duration} onChange={setFrom} />
        <TimeInput showLabel label="Ends at" seconds={to} max={duration} onChange={setTo} />
        <p role="status" className="pb-2.5 text-15 text-muted">
          {clock(leftOf(from, to, cuts) * 1000)} of {clock(duration * 1000)} is shown.
        </p>
      </div>
      {cuts.length > 0 ? (
        <ul aria-label="Cuts" className="flex flex-col gap-2">
          {cuts.map((cut, index) => (
            <li key={cut.id} className="flex flex-wrap items-center gap-2 text-15">
              <span>Without</span>
              <TimeInput
                label={`Cut ${index + 1} from`}
                seconds={cut.fromSeconds}
                max={duration}
                onChange={(fromSeconds) => setCut({ ...cut, fromSeconds })}
              />
              <span>to</span>
              <TimeInput
                label={`Cut ${index + 1} to`}
                seconds={cut.toSeconds}
                max={duration}
                onChange={(toSeconds) => setCut({ ...cut, toSeconds })}
              />
              <MomentLink id={id} seconds={cut.fromSeconds} />
              <Button
                variant="quiet"
                aria-label={`Take cut ${index + 1} back`}
                icon={<Trash2 {...ICON} />}
                className="w-10 px-0!"
                onClick={() => change('cuts', { cuts: cuts.filter((each) => each.id !== cut.id) })}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Button icon={<Plus {...ICON} />} className="self-start" onClick={addCut}>
        Add a cut
      </Button>
    </EditSection>
  )
}

function leftOf(from: number, to: number, cuts: readonly DraftCut[]): number {
  const inside = mergeCuts(cuts).map(({ fromSeconds, toSeconds }) =>
    Math.max(0, Math.min(to, toSeconds) - Math.max(from, fromSeconds)),
  )
  return Math.max(0, to - from - inside.reduce((sum, each) => sum + each, 0))
}
