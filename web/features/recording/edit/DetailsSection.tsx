'use client'

import type { ManagedRecordingPartsFragment, RecordingVisibility } from '../../../graphql/generated/documents'
import { Field } from '../../../ui/Field'
import { RadioGroup } from '../../../ui/RadioGroup'
import { Switch } from '../../../ui/Switch'
import { zoneName } from '../../time/formatTime'
import { useTime } from '../../time/TimeProvider'
import { EditSection } from './EditSection'
import { LinkField } from './LinkField'
import type { DraftControls } from './useDraft'

const VISIBILITIES: { value: RecordingVisibility; label: string; hint: string }[] = [
  { value: 'COURSE', label: 'People of the course', hint: 'Whoever is enrolled or teaches it.' },
  { value: 'LINK', label: 'And whoever has the link', hint: 'Without an account, as long as the link works.' },
  { value: 'PUBLIC', label: 'Everybody', hint: 'Without an account, and without a key in the address.' },
]

/** Name, who may watch, and for how long there is something to watch. */
export function DetailsSection({
  recording,
  controls: { draft, saved, change },
  onLink,
}: {
  recording: ManagedRecordingPartsFragment
  controls: DraftControls
  onLink: (recording: ManagedRecordingPartsFragment) => void
}) {
  const { zone } = useTime()
  return (
    <EditSection title="Name and viewers">
      <Field
        label="Title"
        hint="Leave it empty for the title of the class."
        maxLength={120}
        value={draft.title}
        onChange={(event) => change('title', { title: event.target.value })}
        className="max-w-xl"
      />
      <Switch
        label="Published"
        hint={
          draft.published
            ? 'Those who may watch it find it on the course page.'
            : 'Nobody can watch it but those who teach the course.'
        }
        checked={draft.published}
        onCheckedChange={(published) => change('published', { published })}
        className="max-w-xl"
      />
      <RadioGroup
        label="Who may watch"
        options={VISIBILITIES}
        value={draft.visibility}
        onValueChange={(visibility) => change('visibility', { visibility: visibility as RecordingVisibility })}
      />
      {draft.visibility === 'LINK' ? (
        <LinkField
          recording={recording}
          isSaved={saved.visibility === 'LINK'}
          until={draft.linkUntil}
          onUntil={(linkUntil) => change('linkUntil', { linkUntil })}
          onLink={onLink}
        />
      ) : null}
      <Field
        label="Kept until"
        optional
        type="date"
        hint={`At the end of this day (${zoneName(zone)}) it is deleted for good. Without a day it is kept as the course keeps its recordings.`}
        value={draft.keptUntil}
        onChange={(event) => change('keptUntil', { keptUntil: event.target.value })}
        className="max-w-xs"
      />
    </EditSection>
  )
}
