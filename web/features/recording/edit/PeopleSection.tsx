'use client'

import { Avatar } from '../../../ui/Avatar'
import { Checkbox } from '../../../ui/Checkbox'
import { cx } from '../../../ui/cx'
import { CONTROL_CLASS, DISABLED_CLASS } from '../../../ui/FieldFrame'
import type { DraftPerson } from './draft'
import { EditSection } from './EditSection'
import type { RecordedPerson } from './recordingContent'
import type { DraftControls } from './useDraft'

/** Who is in the recording: each can be given another name, or be taken out. */
export function PeopleSection({
  people,
  controls: { draft, change },
}: {
  people: readonly RecordedPerson[]
  controls: DraftControls
}) {
  const set = (next: DraftPerson) =>
    change(`person ${next.userId}`, {
      people: [...draft.people.filter(({ userId }) => userId !== next.userId), next],
    })
  return (
    <EditSection
      title="People"
      hint="Another name replaces the name everywhere: on tiles, in chat, polls and notes. Removing somebody takes out what they drew, wrote and answered, and drops their voice, camera and screen. What others said of them stays."
    >
      <ul aria-label="People in the recording" className="flex flex-col">
        {people.map((person, index) => (
          <PersonRow
            key={person.userId}
            person={person}
            name={person.name ?? `Removed person ${index + 1}`}
            edit={
              draft.people.find(({ userId }) => userId === person.userId) ?? {
                userId: person.userId,
                remove: false,
                rename: null,
              }
            }
            onChange={set}
          />
        ))}
      </ul>
    </EditSection>
  )
}

function PersonRow({
  person,
  name,
  edit,
  onChange,
}: {
  person: RecordedPerson
  name: string
  edit: DraftPerson
  onChange: (edit: DraftPerson) => void
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-hairline border-t py-2.5 first:border-t-0">
      <Avatar name={name} hue={person.hue} size="small" />
      <p className={cx('min-w-32 flex-1 truncate text-15', edit.remove && 'text-muted line-through')}>
        {name}
        {person.role === 'student' ? null : <span className="text-13 text-muted"> ({person.role})</span>}
      </p>
      <input
        aria-label={`Another name for ${name}`}
        placeholder="Another name"
        maxLength={80}
        value={edit.rename ?? ''}
        disabled={edit.remove}
        onChange={(event) => onChange({ ...edit, rename: event.target.value || null })}
        className={cx(CONTROL_CLASS, 'h-11 w-48!', edit.remove && DISABLED_CLASS)}
      />
      <Checkbox
        label={
          <>
            Remove<span className="sr-only"> {name}</span>
          </>
        }
        checked={edit.remove}
        onCheckedChange={(remove) => onChange({ ...edit, remove })}
      />
    </li>
  )
}
