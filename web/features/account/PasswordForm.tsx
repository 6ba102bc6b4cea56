'use client'

import { z } from 'zod'
import { ChangePasswordDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { useToast } from '../../ui/Toast'
import { FormErrors } from '../forms/FormErrors'
import { FormFrame } from '../forms/FormFrame'
import { useForm } from '../forms/useForm'
import { NewPasswordValue } from './accountValues'

const PasswordValues = z.object({
  currentPassword: z.string().min(1, 'Enter the password that you have now.'),
  newPassword: NewPasswordValue,
})
const EMPTY = { currentPassword: '', newPassword: '' }

export function PasswordForm() {
  const toast = useToast()
  const form = useForm(PasswordValues, EMPTY, async (values) => {
    await request(ChangePasswordDocument, values)
    form.reset(EMPTY)
    toast({ title: 'Your password is changed.', tone: 'success' })
  })
  return (
    <FormFrame form={form}>
      <FormErrors form={form} labels={{ currentPassword: 'Current password', newPassword: 'New password' }} />
      <Field
        id="currentPassword"
        label="Current password"
        type="password"
        autoComplete="current-password"
        value={form.values.currentPassword}
        onChange={(event) => form.set('currentPassword', event.target.value)}
        error={form.errors.currentPassword}
      />
      <Field
        id="newPassword"
        label="New password"
        type="password"
        autoComplete="new-password"
        hint="At least 10 characters."
        value={form.values.newPassword}
        onChange={(event) => form.set('newPassword', event.target.value)}
        error={form.errors.newPassword}
      />
      <Button type="submit" variant="primary" busy={form.busy} className="self-start">
        Change password
      </Button>
    </FormFrame>
  )
}
