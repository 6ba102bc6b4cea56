'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import type { PageRow } from '../classroom/BoardPages.ts'

/** As the protocol has it for titles of pages. */
const MAX_TITLE = 100

export type RenamePageProps = {
  row: PageRow
  open: boolean
  onOpenChange: (open: boolean) => void
  onRename: (title: string) => void
}

export function RenamePage({ row, open, onOpenChange, onRename }: RenamePageProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Rename page" size="small">
      <TitleForm
        title={row.title}
        onSubmit={(title) => {
          onOpenChange(false)
          onRename(title)
        }}
      />
    </Dialog>
  )
}

function TitleForm({ title, onSubmit }: { title: string; onSubmit: (title: string) => void }) {
  const [value, setValue] = useState(title)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value.trim() !== '') onSubmit(value.trim())
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Title"
        value={value}
        maxLength={MAX_TITLE}
        onChange={(event) => setValue(event.target.value)}
        error={value.trim() === '' ? 'Give the page a title.' : undefined}
      />
      <Button type="submit" variant="primary" className="self-end">
        Rename
      </Button>
    </form>
  )
}
