'use client'

import type { StagePoll } from '@lectern/protocol'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'

export interface Vote {
  options: number[]
  text?: string
}

/** Takes a vote, or a new one in place of the last. */
export function PollVote({
  poll,
  own,
  onVote,
  onCancel,
}: {
  poll: StagePoll
  /** The vote given before, if any. */
  own: Vote | null
  /** Resolves with whether it was counted. */
  onVote: (vote: Vote) => Promise<boolean>
  /** Given where one may go back to the results. */
  onCancel?: () => void
}) {
  const [options, setOptions] = useState<number[]>(own?.options ?? [])
  const [text, setText] = useState(own?.text ?? '')
  const [busy, setBusy] = useState(false)
  const ready = poll.kind === 'text' ? text.trim() !== '' : options.length > 0

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    setBusy(true)
    await onVote(poll.kind === 'text' ? { options: [], text: text.trim() } : { options })
    setBusy(false)
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {poll.kind === 'single' ? (
        <RadioGroup
          label={poll.question}
          hideLabel
          options={poll.options.map((label, index) => ({ value: String(index), label }))}
          value={options[0] === undefined ? undefined : String(options[0])}
          onValueChange={(value) => setOptions([Number(value)])}
        />
      ) : null}
      {poll.kind === 'multiple' ? (
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">{poll.question}</legend>
          {poll.options.map((label, index) => (
            <Checkbox
              // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place in the poll
              key={index}
              label={label}
              checked={options.includes(index)}
              onCheckedChange={(on) =>
                setOptions((chosen) => (on ? [...chosen, index] : chosen.filter((other) => other !== index)))
              }
            />
          ))}
        </fieldset>
      ) : null}
      {poll.kind === 'text' ? (
        <TextArea
          label="Your answer"
          rows={2}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <div className="flex justify-end gap-2">
        {onCancel ? (
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
        <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
          {own ? 'Change vote' : 'Vote'}
        </Button>
      </div>
    </form>
  )
}
