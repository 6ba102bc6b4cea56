'use client'

import { COMMANDS } from '@lectern/protocol'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { randomId } from '../media/randomId.ts'
import { useRoom } from '../room/RoomContext.ts'

/** Marks this moment in the recording with a name. */
export function ChapterDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add chapter"
      description="It begins at the moment you add it. You can rename and move chapters after class."
      size="small"
    >
      <ChapterForm onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function ChapterForm({ onDone }: { onDone: () => void }) {
  const { run } = useRoom()
  const toast = useToast()
  // One id for all tries, so that a repeat adds no second chapter.
  const [id] = useState(randomId)
  const [title, setTitle] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const name = title.trim()
    if (name === '') return setError('Name the chapter.')
    setBusy(true)
    const done = await run(COMMANDS.addChapter, { id, title: name })
    setBusy(false)
    if (!done) return
    toast({ title: `Chapter “${name}” added.`, tone: 'success' })
    onDone()
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field
        label="Title"
        maxLength={100}
        autoComplete="off"
        placeholder="Proof of the theorem"
        value={title}
        error={error}
        onChange={(event) => {
          setTitle(event.target.value)
          setError(undefined)
        }}
      />
      <Button type="submit" variant="primary" busy={busy} className="self-end">
        Add chapter
      </Button>
    </form>
  )
}
