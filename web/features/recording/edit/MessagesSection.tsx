'use client'

import { Search } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/Button'
import { Checkbox } from '../../../ui/Checkbox'
import { cx } from '../../../ui/cx'
import { Field } from '../../../ui/Field'
import { clock } from '../../room/clock'
import { EditSection } from './EditSection'
import type { RecordedMessage } from './recordingContent'
import type { DraftControls } from './useDraft'

const AT_ONCE = 20

/** Chat messages, each of which can be left out. */
export function MessagesSection({
  messages,
  controls: { draft, change },
}: {
  messages: readonly RecordedMessage[]
  controls: DraftControls
}) {
  const [text, setText] = useState('')
  const [shown, setShown] = useState(AT_ONCE)
  const wanted = text.trim().toLowerCase()
  const found = messages.filter((each) => `${each.name} ${each.text}`.toLowerCase().includes(wanted))
  const gone = draft.hidden.filter((id) => !messages.some((each) => each.id === id))
  const hide = (id: string, hidden: boolean) =>
    change(`message ${id}`, { hidden: hidden ? [...draft.hidden, id] : draft.hidden.filter((each) => each !== id) })
  return (
    <EditSection
      title="Chat messages"
      hint="A hidden message is in no part of the recording: not in the chat, not in search, not in files to take away."
    >
      {messages.length + gone.length === 0 ? <p className="text-15 text-muted">Nobody wrote in the chat.</p> : null}
      {messages.length > 0 ? (
        <Field
          label="Search messages"
          type="search"
          leading={<Search aria-hidden size={18} strokeWidth={1.75} />}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setShown(AT_ONCE)
          }}
          className="max-w-md"
        />
      ) : null}
      <p role="status" className={wanted ? 'text-13 text-muted' : 'sr-only'}>
        {wanted ? `${found.length} of ${messages.length} messages` : ''}
      </p>
      <ul aria-label="Chat messages" className="flex flex-col empty:hidden">
        {found.slice(0, shown).map((message) => (
          <MessageRow
            key={message.id}
            message={message}
            hidden={draft.hidden.includes(message.id)}
            onHide={(hidden) => hide(message.id, hidden)}
          />
        ))}
        {wanted
          ? null
          : gone.map((id, index) => (
              <li key={id} className="flex items-center gap-4 border-hairline border-t py-2.5 text-15 text-muted">
                <span className="flex-1">A message that is hidden already</span>
                <Checkbox
                  label={
                    <>
                      Hide<span className="sr-only"> hidden message {index + 1}</span>
                    </>
                  }
                  checked
                  onCheckedChange={(hidden) => hide(id, hidden)}
                />
              </li>
            ))}
      </ul>
      {found.length > shown ? (
        <Button className="self-start" onClick={() => setShown(shown + AT_ONCE)}>
          Show more ({found.length - shown})
        </Button>
      ) : null}
    </EditSection>
  )
}

function MessageRow({
  message: { atSeconds, name, text },
  hidden,
  onHide,
}: {
  message: RecordedMessage
  hidden: boolean
  onHide: (hidden: boolean) => void
}) {
  return (
    <li className="flex items-start gap-4 border-hairline border-t py-2.5 first:border-t-0">
      <span className="w-14 shrink-0 text-13 text-muted tabular-nums">{clock(atSeconds * 1000)}</span>
      <p className={cx('min-w-0 flex-1 whitespace-pre-line break-words text-15', hidden && 'text-muted line-through')}>
        <span className="font-medium">{name}</span> {text}
      </p>
      <Checkbox
        label={
          <>
            Hide
            <span className="sr-only">
              {' '}
              “{text.slice(0, 60)}” of {name}
            </span>
          </>
        }
        checked={hidden}
        onCheckedChange={onHide}
      />
    </li>
  )
}
