'use client'

import { z } from 'zod'
import type { GuestPolicy } from '../../graphql/generated/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { DisplayNameValue } from '../account/accountValues.ts'
import { FormErrors } from '../forms/FormErrors.tsx'
import { FormFrame } from '../forms/FormFrame.tsx'
import { useForm } from '../forms/useForm.ts'

const GuestValues = z.object({ name: DisplayNameValue })

/** What the class is, and by what name one comes. */
export function GuestNameForm({
  id,
  guestDoor: { title, courseTitle, guestPolicy },
  name,
  onName,
}: {
  id: string
  guestDoor: { title: string; courseTitle: string; guestPolicy: GuestPolicy }
  /** The name so far. */
  name: string
  onName: (name: string) => void
}) {
  const form = useForm(GuestValues, { name }, async (values) => onName(values.name))
  const asks = guestPolicy === 'ASK'
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-6 py-12">
      <header className="flex flex-col gap-1">
        <p className="text-15 text-muted">{courseTitle}</p>
        <h1 className="font-display text-32">{title}</h1>
      </header>
      <FormFrame form={form}>
        <FormErrors form={form} labels={{ name: 'Your name' }} />
        <Field
          id="name"
          label="Your name"
          hint={asks ? 'The instructor sees it and lets you in.' : 'Everybody in the class sees it.'}
          autoComplete="name"
          value={form.values.name}
          onChange={(event) => form.set('name', event.target.value)}
          error={form.errors.name}
        />
        <Button type="submit" variant="primary" size="large" busy={form.busy}>
          {asks ? 'Ask to join' : 'Join class'}
        </Button>
      </FormFrame>
      <p className="text-15 text-muted">
        Do you take part in this course?{' '}
        <a href={`/class/${id}`} className="text-accent-ink underline underline-offset-2">
          Join with your account
        </a>
      </p>
    </main>
  )
}
