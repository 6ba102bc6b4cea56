'use client'

import { z } from 'zod'
import { SignUpDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { FormErrors } from '../forms/FormErrors'
import { FormFrame } from '../forms/FormFrame'
import { useForm } from '../forms/useForm'
import { deviceZone } from '../time/TimeProvider'
import { DisplayNameValue, EmailValue, NewPasswordValue } from './accountValues'
import { logIn } from './logIn'

const SignUpValues = z.object({ name: DisplayNameValue, email: EmailValue, password: NewPasswordValue })

export function SignUpForm({ next }: { next: string }) {
  const form = useForm(SignUpValues, { name: '', email: '', password: '' }, async (values) => {
    await request(SignUpDocument, { input: { ...values, timeZone: deviceZone() } })
    await logIn(values.email, values.password, next)
  })
  return (
    <FormFrame form={form}>
      <FormErrors form={form} labels={{ name: 'Name', email: 'Email', password: 'Password' }} />
      <Field
        id="name"
        label="Name"
        autoComplete="name"
        hint="Others see it in class."
        value={form.values.name}
        onChange={(event) => form.set('name', event.target.value)}
        error={form.errors.name}
      />
      <Field
        id="email"
        label="Email"
        type="email"
        autoComplete="username"
        value={form.values.email}
        onChange={(event) => form.set('email', event.target.value)}
        error={form.errors.email}
      />
      <Field
        id="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        hint="At least 10 characters. A short sentence is easy to remember and hard to guess."
        value={form.values.password}
        onChange={(event) => form.set('password', event.target.value)}
        error={form.errors.password}
      />
      <Button type="submit" variant="primary" size="large" busy={form.busy}>
        Create account
      </Button>
    </FormFrame>
  )
}
