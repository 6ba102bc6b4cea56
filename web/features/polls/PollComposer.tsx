'use client'

import type { PollKind } from '@lectern/protocol'
import { Plus, X } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { type DraftProblems, draftProblems, EMPTY_POLL, MAX_OPTIONS, type PollDraft, readyPoll } from './pollDraft.ts'

const KINDS: { value: PollKind; label: string }[] = [
  { value: 'single', label: 'One answer' },
  { value: 'multiple', label: 'Several answers' },
  { value: 'text', label: 'Typed answer' },
]

/** Writes a poll and opens it. What is written stays until the poll is open. */
export function PollComposer({
  onOpen,
  onCancel,
}: {
  /** Resolves with whether the poll was opened. */
  onOpen: (poll: PollDraft) => Promise<boolean>
  onCancel: () => void
}) {
  const [draft, setDraft] = useState(EMPTY_POLL)
  const [problems, setProblems] = useState<DraftProblems>({})
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<PollDraft>) => setDraft((current) => ({ ...current, ...part }))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = draftProblems(draft)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    const opened = await onOpen(readyPoll(draft))
    if (!opened) setBusy(false)
  }

  return (
    <form onSubmit={submit} aria-label="New poll" className="flex flex-col gap-5">
      <Field
        label="Question"
        value={draft.question}
        maxLength={500}
        autoFocus
        error={problems.question}
        onChange={(event) => change({ question: event.target.value })}
      />
      <RadioGroup
        label="Kind"
        options={KINDS}
        value={draft.kind}
        onValueChange={(kind) => change({ kind: kind as PollKind })}
      />
      {draft.kind === 'text' ? null : (
        <Options options={draft.options} error={problems.options} onChange={(options) => change({ options })} />
      )}
      <Switch
        label="Anonymous"
        hint="Nobody sees who chose what, you neither."
        checked={draft.anonymous}
        onCheckedChange={(anonymous) => change({ anonymous })}
      />
      <Switch
        label="Show results at once"
        hint="Otherwise they appear when you close the poll."
        checked={draft.results === 'live'}
        onCheckedChange={(live) => change({ results: live ? 'live' : 'end' })}
      />
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={busy}>
          Open poll
        </Button>
      </div>
    </form>
  )
}

function Options({
  options,
  error,
  onChange,
}: {
  options: string[]
  error: string | undefined
  onChange: (options: string[]) => void
}) {
  const list = useRef<HTMLFieldSetElement>(null)
  const set = (index: number, text: string) => onChange(options.map((option, at) => (at === index ? text : option)))
  const remove = (index: number) => {
    onChange(options.filter((_, at) => at !== index))
    list.current?.querySelectorAll('input')[Math.max(0, index - 1)]?.focus()
  }
  return (
    <fieldset ref={list} className="flex flex-col gap-2">
      <legend className="mb-2 font-medium text-15">Answers to choose from</legend>
      {options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: options have no identity but their place
        <div key={index} className="flex items-end gap-1">
          <Field
            label={`Answer ${index + 1}`}
            className="min-w-0 flex-1"
            value={option}
            maxLength={200}
            error={index === options.length - 1 ? error : undefined}
            onChange={(event) => set(index, event.target.value)}
          />
          {options.length > 2 ? (
            <IconButton
              label={`Remove answer ${index + 1}`}
              icon={<X aria-hidden size={18} strokeWidth={1.75} />}
              onClick={() => remove(index)}
              className="mb-0.5"
            />
          ) : null}
        </div>
      ))}
      {options.length < MAX_OPTIONS ? (
        <Button
          variant="quiet"
          size="small"
          className="self-start"
          icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}
          onClick={() => onChange([...options, ''])}
        >
          Add an answer
        </Button>
      ) : null}
    </fieldset>
  )
}
