'use client'

import { Plus, Trash2 } from 'lucide-react'
import { Button } from '../../../ui/Button'
import { cx } from '../../../ui/cx'
import { CONTROL_CLASS } from '../../../ui/FieldFrame'
import { randomId } from '../../media/randomId'
import { clock } from '../../room/clock'
import { type DraftChapter, inOrder } from './draft'
import { EditSection } from './EditSection'
import { MomentLink } from './MomentLink'
import { TimeInput } from './TimeInput'
import type { DraftControls } from './useDraft'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** The chapters of a recording: when each begins, and its name. */
export function ChaptersSection({
  id,
  duration,
  controls: { draft, change },
}: {
  id: string
  duration: number
  controls: DraftControls
}) {
  const chapters = inOrder(draft.chapters)
  const set = (chapter: DraftChapter) =>
    change(`chapter ${chapter.id}`, { chapters: chapters.map((each) => (each.id === chapter.id ? chapter : each)) })
  const add = () => {
    const atSeconds = Math.min(duration, (chapters.at(-1)?.atSeconds ?? -60) + 60)
    const chapter = { id: randomId(), atSeconds, title: '' }
    change(`chapter ${chapter.id}`, { chapters: [...chapters, chapter] })
  }
  return (
    <EditSection
      title="Chapters"
      hint="They were found in the class: pages that were turned, shared screens, polls, and the chapters you added yourself."
    >
      {chapters.length > 0 ? (
        <ul aria-label="Chapters" className="flex flex-col gap-2">
          {chapters.map((chapter) => (
            <li key={chapter.id} className="flex flex-wrap items-center gap-2">
              <TimeInput
                label={`When “${chapter.title || 'New chapter'}” begins`}
                seconds={chapter.atSeconds}
                max={duration}
                onChange={(atSeconds) => set({ ...chapter, atSeconds })}
              />
              <input
                aria-label={`Title of the chapter at ${clock(chapter.atSeconds * 1000)}`}
                value={chapter.title}
                maxLength={100}
                placeholder="Title"
                aria-invalid={chapter.title.trim() === '' || undefined}
                onChange={(event) => set({ ...chapter, title: event.target.value })}
                className={cx(CONTROL_CLASS, 'h-11 w-auto! min-w-40 flex-1')}
              />
              <MomentLink id={id} seconds={chapter.atSeconds} />
              <Button
                variant="quiet"
                aria-label={`Delete the chapter “${chapter.title || 'New chapter'}”`}
                icon={<Trash2 {...ICON} />}
                className="w-10 px-0!"
                onClick={() => change('chapters', { chapters: chapters.filter((each) => each.id !== chapter.id) })}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-15 text-muted">There are none. Chapters help to find a place again.</p>
      )}
      <Button icon={<Plus {...ICON} />} className="self-start" onClick={add}>
        Add a chapter
      </Button>
    </EditSection>
  )
}
